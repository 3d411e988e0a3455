import type { Group, TimeToEventStatistics } from '../statistics/contract.ts';
import { withInterval } from './number-text.ts';
import { REPEATS_MARK } from './section.ts';

/**
 * `24.9 (23.3 to 27.7)*`, or that half of them did not have the event while they were followed. Marked
 * where clients of the group came more than once, as the interval treats them as different ones.
 */
export function medianText(
  { n, medianHours, ci95 }: TimeToEventStatistics,
  { sessions, clients }: Pick<Group, 'sessions' | 'clients'>,
): string {
  if (medianHours === null && n > 0) return 'not reached';
  const text = withInterval(medianHours, ci95, 1);
  return ci95 !== null && sessions > clients ? text + REPEATS_MARK : text;
}
