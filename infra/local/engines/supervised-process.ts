import { startInJob } from './supervised-by-job.ts';
import { type ProcessPlace, type SupervisedProcess, startByShell } from './supervised-by-shell.ts';

export type { SupervisedProcess } from './supervised-by-shell.ts';

/**
 * Starts a process that cannot outlive this one, not even when this one is killed with SIGKILL, and that Ctrl-C
 * in a terminal does not reach: we stop it in order. A missing `command` shows as exit code 127.
 */
export function startSupervised(
  command: string,
  args: readonly string[],
  place: ProcessPlace = {},
): SupervisedProcess {
  return process.platform === 'win32' ? startInJob(command, args, place) : startByShell(command, args, place);
}
