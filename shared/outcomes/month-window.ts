import { monthAfter } from './months.ts';

/** Months, inclusive. */
export type MonthRange = { from: string; to: string };

/** What is shown to whoever names no months. */
export const SHOWN_MONTHS = 24;
/** Nobody gets more at once: every month is a partition to read. */
export const MONTHS_A_REQUEST = 60;
/** What is dated earlier is mistyped: nobody keeps such records of that time. Clinics can say when they opened. */
const FIRST_PLAUSIBLE_MONTH = '1990-01';

/** The months with sessions, told apart by whether they are shown to whoever names none. */
export type MonthWindow = {
  /** Undefined where no month that can be has a session. */
  shown: MonthRange | undefined;
  /** Before those that are shown. */
  earlier: string[];
  /** After the day asked about, or before the clinic opened. */
  leftOut: string[];
};

/**
 * The latest months with sessions, up to a day: SHOWN_MONTHS at most, of the calendar. A date that cannot be moves
 * nothing, and neither does how long a history is.
 *
 * @param months with sessions, each once, in any order
 * @param asOf a date such as `2026-11-25`
 * @param openedOn the clinic's first day, if it has said one
 */
export function monthWindow(months: readonly string[], asOf: string, openedOn?: string): MonthWindow {
  const first = firstPlausibleMonth(openedOn);
  const now = asOf.slice(0, 7);
  const isPlausible = (month: string) => month >= first && month <= now;
  const sorted = months.toSorted();
  const plausible = sorted.filter(isPlausible);
  const leftOut = sorted.filter((month) => !isPlausible(month));
  const to = plausible.at(-1);
  if (to === undefined) return { shown: undefined, earlier: [], leftOut };
  const start = monthAfter(to, 1 - SHOWN_MONTHS);
  const shown = plausible.filter((month) => month >= start);
  const earlier = plausible.filter((month) => month < start);
  return { shown: { from: shown[0]!, to }, earlier, leftOut };
}

/** The first month in which something can have happened. */
export function firstPlausibleMonth(openedOn: string | undefined): string {
  return openedOn?.slice(0, 7) ?? FIRST_PLAUSIBLE_MONTH;
}

/** The months of a range that one request answers with, the first, and those that are left for the next. */
export function monthsOfRequest({ from, to }: MonthRange): { now: MonthRange; rest: MonthRange | undefined } {
  const last = monthAfter(from, MONTHS_A_REQUEST - 1);
  if (to <= last) return { now: { from, to }, rest: undefined };
  return { now: { from, to: last }, rest: { from: monthAfter(last, 1), to } };
}

/** Months with sessions that are not shown to whoever names none. */
export type MonthsOutside = {
  earlier: (MonthRange & { months: number }) | undefined;
  /** How many months lie after the day asked about, or before the clinic opened. */
  leftOutMonths: number;
  /** The first of them. */
  leftOut: { month: string; sessions: number; reason: 'after-as-of' | 'before-1990' | 'before-opening' }[];
};
