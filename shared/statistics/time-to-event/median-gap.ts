import { medianInPlace } from '../summaries/median.ts';

/**
 * How far apart successive reports of one measure are, at the median over the windows of sessions that have the outcome: what a time that
 * lies between two reports can be known to.
 *
 * @param gaps seconds from each report to the next in its window; their order is not kept
 * @returns hours; null where no window has two reports
 */
export function medianGapHours(gaps: Int32Array): number | null {
  const seconds = medianInPlace(gaps);
  return seconds === null ? null : seconds / 3600;
}
