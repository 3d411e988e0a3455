import { comparedSessions } from '../statistics/compared-sessions.ts';
import { comparisons } from '../statistics/comparisons.ts';
import { dataQuality, type RecordCounts } from '../statistics/data-quality.ts';
import { monthText } from '../statistics/month-number.ts';
import { combinationGroups, complaintGroups, techniqueGroups } from '../statistics/outcome-groups.ts';
import { type ClientSessions, OutcomeTable } from '../statistics/outcome-table.ts';
import { phaseMinutes } from '../statistics/phase-minutes.ts';
import { trend } from '../statistics/trend.ts';
import { type ClientStatistics, clientStatistics } from './claims.ts';
import type { OutcomeStatistics } from './contract.ts';

/** What is asked for: the clinic and, inclusive, first and last month; null: as far as there are sessions. */
export type StatisticsRange = { clinicId: string; from: string | null; to: string | null };

export type StatisticsRequest = StatisticsRange & {
  /** In any order; one client may come in several parts, such as months. */
  clients: readonly ClientSessions[];
  /** Counts that only the reader of the files knows. */
  dataQuality?: RecordCounts | undefined;
};

/**
 * The statistics contract for one clinic over a range of months of session starts as written; a course of
 * care counts in the month of its first session.
 */
export function outcomeStatistics(request: StatisticsRequest): OutcomeStatistics {
  const table = new OutcomeTable(request);
  for (const client of request.clients) table.add(client);
  return tableStatistics(request, table, request.dataQuality);
}

/**
 * The same of a table that was filled client by client, for more sessions than fit in memory as outcomes.
 *
 * @param table made with the months of the range
 */
export function tableStatistics(
  range: StatisticsRange,
  table: OutcomeTable,
  counts: RecordCounts | undefined,
): OutcomeStatistics {
  return withClientStatistics(
    sessionStatistics(range, table, counts),
    clientStatistics(table, counts?.refusedSessions),
  );
}

/** All but what takes clients as the unit of evidence, so that the two can be worked out side by side. */
export type SessionStatistics = Omit<OutcomeStatistics, keyof ClientStatistics>;

export function sessionStatistics(
  { clinicId, from, to }: StatisticsRange,
  table: OutcomeTable,
  counts: RecordCounts | undefined,
): SessionStatistics {
  const months = table.sessions.month.values;
  const outermost = (pick: (a: number, b: number) => number) =>
    months.length === 0 ? null : monthText(months.reduce((a, b) => pick(a, b)));
  return {
    clinicId,
    from: from ?? outermost((a, b) => Math.min(a, b)),
    to: to ?? outermost((a, b) => Math.max(a, b)),
    techniques: techniqueGroups(table),
    combinations: combinationGroups(table),
    complaints: complaintGroups(table),
    comparisons: comparisons(comparedSessions(table)),
    trend: trend(table),
    phases: phaseMinutes(table),
    dataQuality: dataQuality(table, counts),
  };
}

/** Both together, in the order of the contract. */
export function withClientStatistics(
  { trend, phases, dataQuality, ...first }: SessionStatistics,
  { therapists, claims }: ClientStatistics,
): OutcomeStatistics {
  return { ...first, therapists, trend, phases, dataQuality, claims };
}
