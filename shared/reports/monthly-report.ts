import type { OutcomeStatistics } from '../claims/contract.ts';
import { withGoals } from '../claims/goal-claims.ts';
import { lastSessionAmong } from '../claims/goals-as-of.ts';
import { outcomeStatistics } from '../claims/outcome-statistics.ts';
import type { GoalOfClient } from '../goals/goal-of-client.ts';
import { monthRangeWords, monthWords } from '../outcomes/date-words.ts';
import type { WrittenOffsets } from '../records/time/written-offsets.ts';
import { withDayNote } from '../statistics/data-quality/day-notes.ts';
import type { ClientSessions } from '../statistics/table/outcome-table.ts';
import { coveredMonths } from './covered-months.ts';
import { RAW_NOTES } from './tables/raw-sections.ts';
import { counted } from './words/listed.ts';

/** What a monthly report is made of: once frozen, HTML and PDF follow from it alone. */
export type MonthlyReport = {
  /** Such as `2026-08`. */
  month: string;
  /** What people call the clinic; absent where it has no name but its id. */
  name?: string;
  /** Of the thirteen months that end with it: fewer say little of a trend. */
  statistics: OutcomeStatistics;
  /** Where days and months begin; absent where they are as each record was written. */
  timeZone?: string;
};

/** Where a clinic's days and months begin; without a time zone, the offsets in which its records were written. */
export type ReportDays = { timeZone: string | undefined; offsets: WrittenOffsets };

/**
 * The report of a month.
 *
 * @param clients the outcomes of `coveredMonths`, in any order and in parts
 * @param goals of the clinic, in any order
 * @param today the day of the run, such as `2026-09-09`; records that are dated later say nothing of goals
 */
export function monthlyReport(
  clinicId: string,
  month: string,
  {
    clients,
    goals,
    today,
    name,
    days: { timeZone, offsets },
  }: {
    clients: readonly ClientSessions[];
    goals: readonly GoalOfClient[];
    today: string;
    name?: string | undefined;
    days: ReportDays;
  },
): MonthlyReport {
  const statistics = outcomeStatistics({ clinicId, ...coveredMonths(month), clients });
  const lastSession = lastSessionAmong(clients, today);
  const whole = withGoals(statistics, goals, { today, lastSession });
  const about = { month, ...(name !== undefined && { name }) };
  if (timeZone !== undefined) return { ...about, statistics: whole, timeZone };
  return { ...about, statistics: withDayNote(whole, offsets) };
}

/** What a report calls its clinic. */
export const clinicOf = ({ name, statistics }: MonthlyReport): string => name ?? statistics.clinicId;

/** The months of which there are sessions: `January to September 2026`. */
export function monthsWithData({ month, statistics: { trend } }: MonthlyReport): string {
  const [first, last] = [trend.months[0]?.month ?? month, trend.months.at(-1)?.month ?? month];
  return monthRangeWords(first, last);
}

/** How to read its tables, and where its days and months begin. */
export function readingNotes({ timeZone }: MonthlyReport): string[] {
  const days =
    timeZone === undefined
      ? 'Days and months are as each record was written: the clinic has set no time zone.'
      : `Days and months are those of the clinic's time zone, ${timeZone}.`;
  return [days, ...RAW_NOTES];
}

/** What is different in the month, as far as the claims over all months point it out. */
export function monthSentences({ month, statistics: { claims, trend } }: MonthlyReport): string[] {
  const pairs = trend.months.find((each) => each.month === month)?.n ?? 0;
  const counts = `${monthWords(month)} has ${counted(pairs, 'session')} with both scores.`;
  const isPointedOut = claims.trend.signals.some((signal) => signal.month === month);
  const pointedOut = isPointedOut ? ' It is one of the months that are pointed out.' : '';
  return [counts + pointedOut, claims.trend.sentence];
}
