import type { Report } from './follow-up-window.ts';
import type { TimeToEvent } from './session-outcome.ts';

/**
 * How long relief lasted: until the first report of pain at or above the score before the session,
 * whatever follows; otherwise censored at the last report. `undefined` where there was no relief to lose
 * (a score is missing or pain did not fall) and where nobody reported pain.
 */
export function relief(
  scores: { painBefore?: number | undefined; painAfter?: number | undefined },
  reports: readonly Report[],
): TimeToEvent | undefined {
  const { painBefore, painAfter } = scores;
  if (painBefore === undefined || painAfter === undefined || painAfter >= painBefore) return undefined;
  const painReports = reports.filter(({ pain }) => pain !== undefined);
  const last = painReports.at(-1);
  if (!last) return undefined;
  const index = painReports.findIndex(({ pain }) => pain! >= painBefore);
  const back = painReports[index];
  if (!back) return { event: false, last: last.seconds };
  return { event: true, after: painReports[index - 1]?.seconds ?? 0, by: back.seconds };
}
