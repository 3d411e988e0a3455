import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/**
 * The shell that stands between us and the process. Only we hold the other end of its standard input, so
 * when we end, however we end, the watcher reads end-of-file and kills the whole group: itself, the shell,
 * the process and everything that the process started. Without it a `kill -9` of ours would orphan an
 * engine that keeps its port and its lock.
 *
 * SIGTERM goes to the group: the process gets its chance, the watcher ignores it and keeps watching, and
 * the shell goes on waiting so that the exit code is the process's own.
 */
const SUPERVISOR = `
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
( trap '' TERM INT HUP; while read -r _ <&3; do :; done; kill -KILL 0 ) </dev/null >/dev/null 2>&1 &
watcher=$!
trap : TERM INT HUP
exec 3<&-
while :; do
  wait "$child"; code=$?
  kill -0 "$child" 2>/dev/null || break
done
kill -KILL "$watcher"
exit "$code"
`;

export type ProcessPlace = { env?: NodeJS.ProcessEnv; cwd?: string };

export type SupervisedProcess = {
  /** Id of the process group, on Windows of the process; alive as long as anything in it is. */
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves with the exit code, 128 + n after signal n, once every process of the group is gone. */
  readonly exited: Promise<number>;
  /** SIGKILL to the whole group, at once. */
  kill(): void;
  /** SIGTERM, then SIGKILL when the process has not ended after `graceMilliseconds`; Windows ends it at once. */
  stop(graceMilliseconds?: number): Promise<void>;
};

/**
 * On POSIX: a process group of its own, so Ctrl-C in a terminal reaches only us and we stop it in order.
 *
 * @throws Error when the shell itself cannot be started; a missing `command` shows as exit code 127.
 */
export function startByShell(
  command: string,
  args: readonly string[],
  options: ProcessPlace,
): SupervisedProcess {
  const shell = spawn('/bin/sh', ['-c', SUPERVISOR, 'supervisor', command, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    ...(options.env && { env: options.env }),
    ...(options.cwd && { cwd: options.cwd }),
  });
  // A pipe that breaks because the other side went first is no news: `exited` tells.
  shell.stdin.on('error', () => {});
  const { pid } = shell;
  const exited = new Promise<number>((resolve, reject) => {
    shell.once('error', reject);
    shell.once('exit', (code) => {
      signalGroup(pid, 'SIGKILL'); // what the process left behind
      resolve(code ?? 137);
    });
  });
  if (pid === undefined) {
    exited.catch(() => {});
    throw new Error(`could not start /bin/sh to run ${command}`);
  }
  const stop = async (graceMilliseconds = 5_000): Promise<void> => {
    signalGroup(pid, 'SIGTERM');
    const deadline = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMilliseconds);
    await exited;
    clearTimeout(deadline);
  };
  return {
    pid,
    stdout: shell.stdout,
    stderr: shell.stderr,
    exited,
    kill: () => signalGroup(pid, 'SIGKILL'),
    stop,
  };
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // ESRCH: the group has ended already, which is what every caller wants.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
