import type { Log } from '../../shared/log.ts';
import type { Overdue } from '../../shared/reading/overdue.ts';

export type WatchDeps = { overdue(now: Date): Promise<Overdue>; now(): Date; log: Log };

/** Says once a day what has not happened; alarms are on the numbers of this line, and on its absence. */
export function createWatchHandler({ overdue, now, log }: WatchDeps) {
  return async (): Promise<Overdue> => {
    const found = await overdue(now());
    log.info('deployment watched', found);
    return found;
  };
}
