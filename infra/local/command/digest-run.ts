import { monthAfter } from '../../../shared/outcomes/months.ts';
import { dateAfter, dayNumber } from '../../../shared/records/time/calendar-days.ts';

/** Day 4 since Thursday 1970-01-01 was a Monday. */
const FIRST_MONDAY = 4;
const WEEK_DAYS = 7;

/**
 * The first run of the digest schedule, Monday at 04:00 UTC, after whose week nothing of a month is to come.
 *
 * @param month e.g. `2026-09`
 * @returns the instant, and the Sunday before it, as of which the digests are
 */
export function digestRun(month: string): { scheduledTime: string; asOf: string } {
  const next = `${monthAfter(month, 1)}-01`;
  const sinceMonday = (dayNumber(next) - FIRST_MONDAY) % WEEK_DAYS;
  const monday = dateAfter(next, sinceMonday === 0 ? 0 : WEEK_DAYS - sinceMonday);
  return { scheduledTime: `${monday}T04:00:00Z`, asOf: dateAfter(monday, -1) };
}
