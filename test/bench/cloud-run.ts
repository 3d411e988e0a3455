/**
 * Runs the synthesized application for a bench, in a process of its own that can be killed:
 * `node cloud-run.ts <assembly> <data> <clinic>`. Says where it is once it is up, and, when it is asked, that nothing
 * is left to do.
 */
import { holdClinics } from '../../infra/local/command/hold-clinics.ts';
import { startLocalCloud } from '../../infra/local/local-cloud.ts';

const [assemblyDirectory = '', dataDirectory = '', clinic = ''] = process.argv.slice(2);
const cloud = await startLocalCloud({ assemblyDirectory, dataDirectory });
await holdClinics(cloud, [clinic]);
const { clientConfig, outputs } = cloud;
process.send!({ clientConfig, outputs });
process.on('message', async (asked) => {
  if (asked === 'quiescence') process.send!(await cloud.quiescence());
  if (asked !== 'stop') return;
  await cloud.stop();
  process.disconnect();
});
