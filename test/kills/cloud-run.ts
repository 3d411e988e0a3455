/**
 * Runs the synthesized application for kill rounds, in a process of its own that can be killed:
 * `node cloud-run.ts <assembly> <data>`. Says where it is once it is up, and then does what it is asked, each with a number
 * by which the answer is known.
 */
import { startLocalCloud } from '../../infra/local/local-cloud.ts';
import type { Asked } from './killable-cloud.ts';

const [assemblyDirectory = '', dataDirectory = ''] = process.argv.slice(2);
const cloud = await startLocalCloud({ assemblyDirectory, dataDirectory });
const { apiUrl, clientConfig, outputs } = cloud;
process.send!({ apiUrl, clientConfig, outputs });

process.on('message', async ({ number, ...asked }: Asked & { number: number }) => {
  try {
    process.send!({ number, answer: await answerTo(asked) });
  } catch (error) {
    process.send!({ number, error: String(error) });
  }
  if (asked.what === 'stop') process.disconnect();
});

async function answerTo(asked: Asked): Promise<unknown> {
  if (asked.what === 'token') return cloud.tokenFor(asked.subject);
  if (asked.what === 'invoke') return cloud.invoke(asked.name, asked.event);
  if (asked.what === 'quiescence') return cloud.quiescence();
  if (asked.what === 'kill-workers') return cloud.killEnvironments();
  return cloud.stop();
}
