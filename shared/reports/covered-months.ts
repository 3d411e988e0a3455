import { monthAfter } from '../outcomes/months.ts';

const COVERED_MONTHS = 13;

/** First and last month that a monthly report covers. */
export function coveredMonths(month: string): { from: string; to: string } {
  return { from: monthAfter(month, 1 - COVERED_MONTHS), to: month };
}
