import { readdirSync, readFileSync } from 'node:fs';

const LOOK_MILLISECONDS = 200;

/**
 * Watches the execution environments of a function, which are processes of their own, through Linux's /proc.
 *
 * @param functionName part of its name as deployed, such as `tallyclinic`
 * @returns `stop`: the most memory in megabytes that one of them has held by then
 */
export function peakMemoryOf(functionName: string): { stop(): number } {
  let most = 0;
  const look = () => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      most = Math.max(most, peakOf(pid, functionName));
    }
  };
  const looking = setInterval(look, LOOK_MILLISECONDS);
  return {
    stop() {
      look();
      clearInterval(looking);
      if (most === 0) throw new Error(`no process of ${functionName} was seen`);
      return most;
    },
  };
}

function peakOf(pid: string, functionName: string): number {
  try {
    const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    const name = variables.find((variable) => variable.startsWith('AWS_LAMBDA_FUNCTION_NAME='));
    if (!name?.includes(functionName)) return 0;
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}
