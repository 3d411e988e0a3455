import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { CommandError } from './command-error.ts';
import { ROOT } from './run-folder.ts';

const LINES_OF_A_FAILURE = 15;

/** Bundles of functions, for the next start with the same sources. */
const KEPT_BUNDLES = join(ROOT, 'node_modules/.cache/massage-outcomes/bundles');

/**
 * Synthesizes the CDK application in a process of its own, as `cdk synth` does.
 *
 * @param directory where the cloud assembly is written
 * @param asOf the date that pages open as of, if it is not today
 * @param signal kills the process
 * @throws CommandError with the end of what the application printed
 */
export async function synthesize(
  directory: string,
  { asOf }: { asOf?: string },
  signal: AbortSignal,
): Promise<void> {
  const child = spawn(process.execPath, [join(ROOT, 'infra/app.ts')], {
    cwd: ROOT,
    env: {
      ...process.env,
      CDK_OUTDIR: directory,
      CDK_CONTEXT_JSON: JSON.stringify({
        stage: 'dev',
        keptBundles: KEPT_BUNDLES,
        ...(asOf !== undefined && { asOf }),
      }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  const end = printed.trimEnd().split('\n').slice(-LINES_OF_A_FAILURE).join('\n');
  throw new CommandError(`The CDK application could not be synthesized (exit ${code}):\n${end}`);
}
