import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveClientMonth } from '../../shared/outcomes/client-month.ts';
import type { ClientRecord } from '../../shared/outcomes/client-record.ts';
import { staleMonths } from '../../shared/outcomes/stale-months.ts';
import { runs } from '../deep.ts';
import { anyClient, score, session } from './client-records.ts';

const MONTHS = ['2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10'];

/** The months whose outcomes differ between two states of one client. */
function changedMonths(before: readonly ClientRecord[], after: readonly ClientRecord[]): string[] {
  const text = (month: string, records: readonly ClientRecord[]) =>
    JSON.stringify(deriveClientMonth(month, records));
  return MONTHS.filter((month) => text(month, before) !== text(month, after));
}

describe('staleMonths', () => {
  test('never misses a month when any record of a client appears or goes', () => {
    let changes = 0;
    fc.assert(
      fc.property(anyClient, (records) => {
        for (const record of records) {
          const changed = changedMonths(
            records.filter((other) => other !== record),
            records,
          );
          expect(staleMonths(record)).toEqual(expect.arrayContaining(changed));
          changes += changed.length;
        }
      }),
      runs(150, 2_000),
    );
    expect(changes).toBeGreaterThan(200); // or the property would have said nothing
  });

  test('never misses a month when one record is replaced by another', () => {
    fc.assert(
      fc.property(anyClient, anyClient, (records, [replacement]) => {
        const [old, ...rest] = records;
        fc.pre(old !== undefined && replacement !== undefined);
        const stale = [...staleMonths(old), ...staleMonths(replacement)];
        expect(stale).toEqual(expect.arrayContaining(changedMonths(records, [...rest, replacement])));
      }),
      runs(150, 2_000),
    );
  });

  test('finds the earliest session that a record can reach: 8 h long, 168 h ago, written at -12:00', () => {
    const early = session({
      sessionId: 's-0',
      startedAt: '2026-07-31T23:59:59-12:00', // 2026-08-01T11:59:59Z
      endedAt: '2026-08-01T19:59:59+00:00',
    });
    const reached = score({ at: '2026-08-08T19:59:59+00:00', soreness: 3 });
    expect(changedMonths([early], [early, reached])).toEqual(['2026-07']);
    expect(staleMonths(reached)).toEqual(['2026-07', '2026-08']);
    const next = session({ startedAt: '2026-08-08T19:59:58+00:00', endedAt: '2026-08-08T20:59:58+00:00' });
    expect(changedMonths([early, reached], [early, reached, next])).toEqual(['2026-07', '2026-08']);
    expect(staleMonths(next)).toEqual(['2026-07', '2026-08']);
  });

  test('finds a session of the month that has already begun in the far east', () => {
    const eastern = session({ startedAt: '2026-09-01T00:00:00+14:00', endedAt: '2026-09-01T01:00:00+14:00' });
    const reached = score({ at: '2026-08-31T11:30:00+00:00', soreness: 3 });
    expect(changedMonths([eastern], [eastern, reached])).toEqual(['2026-09']);
    expect(staleMonths(reached)).toEqual(['2026-08', '2026-09']);
  });

  test('finds the month whose journal the entry is in', () => {
    const entry = score({ at: '2026-09-01T01:00:00+02:00', pain: 3 });
    expect(changedMonths([], [entry])).toEqual(['2026-08']);
    expect(staleMonths(entry)).toContain('2026-08');
  });

  test('names one month in the middle of it', () => {
    expect(staleMonths(score({ at: '2026-08-20T12:00:00-05:00', pain: 3 }))).toEqual(['2026-08']);
    expect(staleMonths(session({ startedAt: '2026-08-20T12:00:00-05:00' }))).toEqual(['2026-08']);
  });

  test('an answer that is not about now makes nothing stale', () => {
    expect(staleMonths(score({ pain: 3, window: 'past-week' }))).toEqual([]);
  });

  test('names months of the calendar only, at its ends too', () => {
    expect(staleMonths(score({ at: '9999-12-31T23:59:59-12:00', pain: 3 }))).toEqual(['9999-12']);
    for (const month of staleMonths(score({ at: '0001-01-01T00:00:00+14:00', pain: 3 }))) {
      expect(month).toMatch(/^\d{4}-\d{2}$/);
    }
  });
});
