import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts time in hundredths of a second. */
const MILLISECONDS_A_TICK = 10;

/**
 * The execution environments of a function that work below this process, through Linux's /proc: others on the machine
 * may run the same application.
 *
 * @param functionName part of its name as deployed, such as `importfile`
 * @returns their process ids
 */
export function processesOf(functionName: string): string[] {
  return readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && isOf(pid, functionName) && isBelow(pid, process.pid),
  );
}

/** Kills them as the kernel would when memory runs out. Returns how many there were. */
export function killProcessesOf(functionName: string): number {
  const found = processesOf(functionName);
  for (const pid of found) process.kill(Number(pid), 'SIGKILL');
  return found.length;
}

/** Milliseconds of CPU, to 10 each, that the execution environments of a function have used that still live. */
export function cpuMillisecondsOf(functionName: string): number {
  return processesOf(functionName).reduce((sum, pid) => sum + cpuOf(pid), 0);
}

/** The same of every process that works below this one, such as the engines. */
export function cpuMillisecondsBelow(): number {
  const below = readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && pid !== String(process.pid) && isBelow(pid, process.pid),
  );
  return below.reduce((sum, pid) => sum + cpuOf(pid), 0);
}

function cpuOf(pid: string): number {
  const fields = procText(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * MILLISECONDS_A_TICK;
}

/** A file of /proc; nothing of a process that has ended meanwhile. */
export function procText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function isOf(pid: string, functionName: string): boolean {
  return procText(`/proc/${pid}/environ`)
    .split('\0')
    .some((variable) => variable.startsWith('AWS_LAMBDA_FUNCTION_NAME=') && variable.includes(functionName));
}

function isBelow(pid: string, ancestor: number): boolean {
  for (let at = Number(pid); at > 1; ) {
    if (at === ancestor) return true;
    const [, parent] = /^PPid:\s+(\d+)$/m.exec(procText(`/proc/${at}/status`)) ?? [];
    at = Number(parent ?? 0);
  }
  return false;
}
