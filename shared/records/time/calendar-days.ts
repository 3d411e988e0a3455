import { boundedUtcText } from './bounded-utc-text.ts';
import { utcSeconds } from './instant.ts';

const DAY_SECONDS = 86_400;
const midnight = (date: string) => utcSeconds(`${date}T00:00:00Z`);

/**
 * The date that lies `days` after one such as `2026-08-03`; before it when negative. Within the years of four
 * digits, as beyond them text no longer sorts as time.
 */
export function dateAfter(date: string, days: number): string {
  return boundedUtcText(midnight(date) + days * DAY_SECONDS).slice(0, 10);
}

/** Whole days from 1970-01-01 to a date. */
export const dayNumber = (date: string): number => midnight(date) / DAY_SECONDS;

/** The date of a day number. */
export const dateOfDay = (day: number): string => boundedUtcText(day * DAY_SECONDS).slice(0, 10);
