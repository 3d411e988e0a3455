import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { gatherOutcomes } from '../../infra/offline/gather-outcomes.ts';
import { recordPaths } from '../../infra/offline/record-paths.ts';
import { isSaid } from '../../shared/claims/contract.ts';
import { tableStatistics } from '../../shared/claims/outcome-statistics.ts';
import { accountOf } from '../records/accounts.ts';

const folder = mkdtempSync(join(tmpdir(), 'refused-sessions-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HEADER =
  'type,clinicId,sessionId,clientId,therapistId,startedAt,endedAt,complaint,techniques,painBefore,painAfter,recordedAt';

/** A session a client; 99 is how some systems write "could not say". */
function row(id: number, before: number | '', after: number | '', techniques = 'deep-tissue:60'): string {
  const day = String(1 + (id % 28)).padStart(2, '0');
  return `session,mill,s-${id},c-${id},t-1,2026-08-${day}T10:00:00Z,2026-08-${day}T11:00:00Z,stress,${techniques},${before},${after},2026-08-${day}T12:00:00Z`;
}

async function gathered(rows: readonly string[], months = { from: null, to: null } as const, threads = 0) {
  const path = join(folder, `${rows.length}-${threads}.csv`);
  writeFileSync(path, [HEADER, ...rows, ''].join('\n'));
  return gatherOutcomes(recordPaths([path], [folder]), {
    arrivedAt: '2026-11-28T00:00:00Z',
    clinic: undefined,
    months,
    threads,
  });
}

describe('a refused row of a session', () => {
  test('stays among those who were asked', async () => {
    const scored = Array.from({ length: 12 }, (_, id) => row(id, 7, id % 3));
    const refused = Array.from({ length: 6 }, (_, id) => row(100 + id, 99, 3));
    const { table, refusedSessions } = await gathered([...scored, ...refused]);
    expect(refusedSessions).toEqual({ 'deep-tissue': 6 });
    const { claims } = tableStatistics({ clinicId: 'mill', from: null, to: null }, table, {
      records: {},
      rows: accountOf({ used: 12, refused: 6 }),
      refusedSessions,
    });
    const { improvement, responders } = claims.techniques[0]!;
    expect(improvement).toMatchObject({ asked: 18, answered: 12, refused: 6 });
    if (!isSaid(improvement) || !isSaid(responders)) throw new Error('expected claims of twelve clients');
    expect(improvement.missingUpTo[0]).toBeLessThan(improvement.ci95[0]);
    expect(responders.bounds[0]).toBeLessThan(12 / 18);
  });

  test('counts once, and not when the session is held after all', async () => {
    const rows = [row(1, 99, 3), row(1, 99, 3), row(2, 99, 3), row(2, 7, 3), row(3, 7, 3)];
    for (const threads of [0, 2]) {
      const { refusedSessions } = await gathered(rows, undefined, threads);
      expect(refusedSessions).toEqual({ 'deep-tissue': 1 });
    }
  });

  test('counts under the technique with most minutes, and not where the row does not tell it', async () => {
    const { refusedSessions } = await gathered([
      row(1, 99, 3, 'deep-tissue:20;sports:40'),
      row(2, 99, 3, 'hot-stone:60'),
      row(3, 7, 3),
    ]);
    expect(refusedSessions).toEqual({ sports: 1 });
  });
});
