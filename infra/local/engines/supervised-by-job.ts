import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { ProcessPlace, SupervisedProcess } from './supervised-by-shell.ts';

/**
 * On Windows: Node puts the processes that it starts, unless they are detached, into a job that the system ends
 * with us, however we end. There are no groups and no signals: whatever is sent ends the process at once.
 * Without a console of its own window, Ctrl-C reaches only us.
 *
 * What the process itself starts is in no job; engines and functions start nothing.
 */
export function startInJob(
  command: string,
  args: readonly string[],
  options: ProcessPlace,
): SupervisedProcess {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  const exited = new Promise<number>((resolve) => {
    // As a shell would say it, which is what the other supervisor does.
    child.once('error', () => resolve(127));
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']));
  });
  const stop = async (graceMilliseconds = 5_000): Promise<void> => {
    child.kill('SIGTERM');
    const deadline = setTimeout(() => child.kill('SIGKILL'), graceMilliseconds);
    await exited;
    clearTimeout(deadline);
  };
  return {
    pid: child.pid ?? 0,
    stdout: child.stdout,
    stderr: child.stderr,
    exited,
    kill: () => void child.kill('SIGKILL'),
    stop,
  };
}
