import { sharedTable } from '../../shared/bulk/shared-table.ts';
import { withDurations } from '../../shared/claims/claims.ts';
import type { OutcomeStatistics } from '../../shared/claims/contract.ts';
import {
  joinedStatistics,
  type StatisticsRange,
  sessionStatistics,
  tableStatistics,
} from '../../shared/claims/outcome-statistics.ts';
import type { RecordCounts } from '../../shared/statistics/data-quality/data-quality.ts';
import type { OutcomeTable } from '../../shared/statistics/table/outcome-table.ts';
import { ThreadPool } from './thread-pool.ts';
import type { StatisticsPart, StatisticsParts } from './thread-tasks.ts';

/** What other threads work out meanwhile: as much each as is left for this one, which cannot ask them in between. */
const SHARES: readonly (readonly StatisticsPart[])[] = [['changes'], ['durations', 'complaints']];

/**
 * The statistics of a table, where there are threads to use: claims and complaints in two of them, all else meanwhile
 * in this one. None waits for another, and their numbers do not depend on where they are made.
 */
export async function statisticsSideBySide(
  range: StatisticsRange,
  table: OutcomeTable,
  counts: RecordCounts,
  threads: number,
): Promise<OutcomeStatistics> {
  if (threads < 2) return tableStatistics(range, table, counts);
  const { from, to } = range;
  const { refusedSessions } = counts;
  const shared = sharedTable(table);
  const pool = new ThreadPool(SHARES.length, {
    partitions: 1,
    clinic: undefined,
    months: { from, to },
    timeZone: undefined,
  });
  const found: Partial<StatisticsParts> = {};
  const shares = SHARES.values();
  try {
    const asked = pool.each(async (thread) => {
      for (const parts of shares) {
        Object.assign(found, await thread.ask({ do: 'statistics', parts, table: shared, refusedSessions }));
      }
    });
    const bySession = sessionStatistics(range, table, counts);
    await asked;
    const byClient = withDurations(found.changes!, found.durations!);
    return joinedStatistics(bySession, found.complaints!, byClient);
  } finally {
    await pool.stop();
  }
}
