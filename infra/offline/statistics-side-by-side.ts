import { tableColumns } from '../../shared/bulk/table-columns.ts';
import type { ClientStatistics } from '../../shared/claims/claims.ts';
import type { OutcomeStatistics } from '../../shared/claims/contract.ts';
import {
  type StatisticsRange,
  sessionStatistics,
  tableStatistics,
  withClientStatistics,
} from '../../shared/claims/outcome-statistics.ts';
import type { RecordCounts } from '../../shared/statistics/data-quality.ts';
import type { OutcomeTable } from '../../shared/statistics/outcome-table.ts';
import { ThreadPool } from './thread-pool.ts';

/**
 * The statistics of a table, where there is a second thread to use: the claims in it, all else meanwhile in this one.
 * Neither waits for the other, and their numbers do not depend on where they are made.
 */
export async function statisticsSideBySide(
  range: StatisticsRange,
  table: OutcomeTable,
  counts: RecordCounts,
  threads: number,
): Promise<OutcomeStatistics> {
  if (threads < 2) return tableStatistics(range, table, counts);
  const { from, to } = range;
  const pool = new ThreadPool(1, { partitions: 1, clinic: undefined, months: { from, to } });
  try {
    let byClient: ClientStatistics | undefined;
    const asked = pool.each(async (thread) => {
      const { refusedSessions } = counts;
      byClient = await thread.ask({ do: 'client-statistics', columns: tableColumns(table), refusedSessions });
    });
    const bySession = sessionStatistics(range, table, counts);
    await asked;
    return withClientStatistics(bySession, byClient!);
  } finally {
    await pool.stop();
  }
}
