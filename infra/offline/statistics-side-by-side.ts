import { sharedTable } from '../../shared/bulk/shared-table.ts';
import { withDurations } from '../../shared/claims/claims.ts';
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
import type { TaskResult } from './thread-tasks.ts';

/**
 * The statistics of a table, where there are threads to use: the claims in two of them, all else meanwhile in this one.
 * None waits for another, and their numbers do not depend on where they are made.
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
  const pool = new ThreadPool(2, { partitions: 1, clinic: undefined, months: { from, to } });
  const found: Partial<Pick<TaskResult, 'changes' | 'durations'>> = {};
  const tasks = [
    { do: 'changes', table: shared, refusedSessions } as const,
    { do: 'durations', table: shared } as const,
  ];
  try {
    const asked = pool.each(async (thread) => {
      const task = tasks.shift()!;
      Object.assign(found, { [task.do]: await thread.ask(task) });
    });
    const bySession = sessionStatistics(range, table, counts);
    await asked;
    return withClientStatistics(bySession, withDurations(found.changes!, found.durations!));
  } finally {
    await pool.stop();
  }
}
