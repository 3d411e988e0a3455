import type { OutcomeStatistics } from '../claims/contract.ts';
import { withGoals } from '../claims/goal-claims.ts';
import { outcomeStatistics } from '../claims/outcome-statistics.ts';
import type { GoalOfClient } from '../goals/goal-of-client.ts';
import { monthAfter } from '../outcomes/months.ts';
import { TECHNIQUES } from '../records/catalogue.ts';
import { type MonthDifference, monthDifferences } from '../statistics/month-differences.ts';
import type { ClientSessions } from '../statistics/outcome-table.ts';

/** What a monthly report is made of: once frozen, HTML and PDF follow from it alone. */
export type MonthlyReport = {
  /** Such as `2026-08`. */
  month: string;
  /** Of the thirteen months that end with it, so that the limits of the control charts are firm. */
  statistics: OutcomeStatistics;
  /** The month against the one before. */
  differences: readonly MonthDifference[];
};

/** NHS practice: with fewer points the limits of a control chart still move with every month. */
const COVERED_MONTHS = 13;

/** First and last month that a report covers. */
export function coveredMonths(month: string): { from: string; to: string } {
  return { from: monthAfter(month, 1 - COVERED_MONTHS), to: month };
}

/**
 * The report of a month.
 *
 * @param clients the outcomes of `coveredMonths`, in any order and in parts
 * @param goals of the clinic, in any order
 */
export function monthlyReport(
  clinicId: string,
  month: string,
  { clients, goals }: { clients: readonly ClientSessions[]; goals: readonly GoalOfClient[] },
): MonthlyReport {
  const of = (one: string) => outcomeStatistics({ clinicId, from: one, to: one, clients }).techniques;
  return {
    month,
    statistics: withGoals(outcomeStatistics({ clinicId, ...coveredMonths(month), clients }), goals),
    differences: monthDifferences(of(month), of(monthAfter(month, -1)), TECHNIQUES),
  };
}
