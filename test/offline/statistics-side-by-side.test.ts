import { expect, test } from 'vitest';
import { gatherOutcomes } from '../../infra/offline/gather-outcomes.ts';
import { recordPaths } from '../../infra/offline/record-paths.ts';
import { statisticsSideBySide } from '../../infra/offline/statistics-side-by-side.ts';
import { tableStatistics } from '../../shared/claims/outcome-statistics.ts';
import { accountOf } from '../records/accounts.ts';

const SAMPLE = ['sessions', 'journal'].map((name) => `examples/clinic-sample/harbour/${name}.ndjson`);
const MONTHS = { from: '2026-02', to: '2026-08' };

test('other threads find the same bytes as one', async () => {
  const root = new URL('../..', import.meta.url).pathname;
  const files = recordPaths(SAMPLE, [root]);
  const { table, refusedSessions } = await gatherOutcomes(files, {
    arrivedAt: '2026-11-28T00:00:00Z',
    clinic: 'harbour',
    months: MONTHS,
    threads: 0,
  });
  const range = { clinicId: 'harbour', ...MONTHS };
  const counts = { records: {}, rows: accountOf({ refused: 3 }), refusedSessions };
  const alone = tableStatistics(range, table, counts);
  expect(alone.claims.techniques.length).toBeGreaterThan(4);
  expect(alone.complaints.length).toBeGreaterThan(4);
  const together = await statisticsSideBySide(range, table, counts, 2);
  expect(JSON.stringify(together)).toBe(JSON.stringify(alone));
});
