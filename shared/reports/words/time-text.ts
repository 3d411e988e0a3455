import type { TimeToEventStatistics } from '../../statistics/contract.ts';
import { decimal } from './number-text.ts';

/** `24.9`, or that half of them did not have the event while they were followed. */
export function medianText({ n, medianHours }: Pick<TimeToEventStatistics, 'n' | 'medianHours'>): string {
  return medianHours === null && n > 0 ? 'not reached' : decimal(medianHours, 1);
}
