import type { Report } from './follow-up-window.ts';
import type { TimeToEvent } from './session-outcome.ts';

/** At most this much soreness is "clear"; the scale is whole, so anything else is 2 or more. */
const CLEAR = 1;

/**
 * When soreness had gone for good: the first clear report after which none is sore, bracketed by the
 * report before it (or the session's end) and itself. Without one it is censored at the last report; a
 * relapse therefore takes an earlier clear report back. `undefined` when nobody reported soreness.
 */
export function recovery(reports: readonly Report[]): TimeToEvent | undefined {
  const sorenessReports = reports.filter(({ soreness }) => soreness !== undefined);
  const last = sorenessReports.at(-1);
  if (!last) return undefined;
  const lastSore = sorenessReports.findLastIndex(({ soreness }) => soreness! > CLEAR);
  const firstClear = sorenessReports[lastSore + 1];
  if (!firstClear) return { event: false, last: last.seconds };
  return { event: true, after: sorenessReports[lastSore]?.seconds ?? 0, by: firstClear.seconds };
}

/** When soreness was first reported, in seconds after the end; `undefined` when it never was. */
export function firstSore(reports: readonly Report[]): number | undefined {
  return reports.find(({ soreness }) => soreness !== undefined && soreness > CLEAR)?.seconds;
}
