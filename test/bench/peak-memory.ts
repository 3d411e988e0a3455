import { processesOf, procText } from './function-processes.ts';

const LOOK_MILLISECONDS = 200;

/**
 * Watches the execution environments of a function, which are processes of their own.
 *
 * @param functionName part of its name as deployed, such as `tallyclinic`
 * @returns `stop`: the most memory in megabytes that one of them has held by then
 */
export function peakMemoryOf(functionName: string): { stop(): number } {
  let most = 0;
  const look = () => {
    for (const pid of processesOf(functionName)) most = Math.max(most, peakOf(pid));
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

function peakOf(pid: string): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(procText(`/proc/${pid}/status`)) ?? [];
  return Number(kilobytes ?? 0) / 1024;
}
