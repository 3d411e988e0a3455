import type { Report } from './follow-up-window.ts';

export const EARLIEST_SECONDS = 24 * 3600;
export const LATEST_SECONDS = 72 * 3600;

/**
 * The pain that decides whether an improvement lasted: the first in the window reported from 24 h to 72 h
 * after the session's end, both inclusive. `undefined` when there is none.
 */
export function sustainedPain(reports: readonly Report[]): number | undefined {
  return reports.find(
    ({ seconds, pain }) => pain !== undefined && seconds >= EARLIEST_SECONDS && seconds <= LATEST_SECONDS,
  )?.pain;
}
