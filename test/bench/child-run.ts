import { fork } from 'node:child_process';
import { resolve } from 'node:path';

/**
 * Runs a script of this folder in a process of its own, so that nothing of one measurement is left in the
 * next, and gives what it reports. What it prints is of no interest.
 */
export function childRun<Report>(script: string, args: readonly string[]): Promise<Report> {
  const child = fork(resolve(import.meta.dirname, script), args, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaints = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  return new Promise((resolve, reject) => {
    let report: Report | undefined;
    child.once('message', (message) => {
      report = message as Report;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0 && report !== undefined) resolve(report);
      else reject(new Error(`${script} ended with exit code ${code}: ${complaints}`));
    });
  });
}

/** The child's side. */
export function report(result: object): void {
  if (!process.send) throw new Error('expected to be run by a bench');
  process.send(result);
  process.disconnect();
}

export function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}
