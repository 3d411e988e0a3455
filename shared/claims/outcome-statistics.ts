import { comparedSessions } from '../statistics/comparison/compared-sessions.ts';
import { comparisons } from '../statistics/comparison/comparisons.ts';
import { dataQuality, type RecordCounts } from '../statistics/data-quality/data-quality.ts';
import { phaseMinutes } from '../statistics/data-quality/phase-minutes.ts';
import { combinationGroups, complaintGroups, techniqueGroups } from '../statistics/groups/outcome-groups.ts';
import { monthText } from '../statistics/table/month-number.ts';
import { type ClientSessions, OutcomeTable } from '../statistics/table/outcome-table.ts';
import { trend } from '../statistics/trend/trend.ts';
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
  return joinedStatistics(
    sessionStatistics(range, table, counts),
    complaintGroups(table),
    clientStatistics(table, counts?.refusedSessions),
  );
}

/** All but complaints and what takes clients as the unit of evidence, so that the three can be made side by side. */
export type SessionStatistics = Omit<OutcomeStatistics, 'complaints' | keyof ClientStatistics>;

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
    comparisons: comparisons(comparedSessions(table)),
    trend: trend(table),
    phases: phaseMinutes(table),
    dataQuality: dataQuality(table, counts),
  };
}

/** All together, in the order of the contract. */
export function joinedStatistics(
  { comparisons, trend, phases, dataQuality, ...first }: SessionStatistics,
  complaints: OutcomeStatistics['complaints'],
  { therapists, claims }: ClientStatistics,
): OutcomeStatistics {
  return { ...first, complaints, comparisons, therapists, trend, phases, dataQuality, claims };
}
