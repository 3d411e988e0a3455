import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastSessions } from '../../shared/outcomes/last-sessions.ts';
import { type RecentSession, sessionsLackingScores } from '../../shared/outcomes/missing-scores.ts';
import { dateAfter } from '../../shared/records/time/calendar-days.ts';
import { deepFreeze } from './client-records.ts';

const AS_OF = '2026-08-23';
const session = (sessionId: string, date: string, fields: Partial<RecentSession> = {}): RecentSession =>
  deepFreeze({
    client: 'p-1',
    sessionId,
    therapistId: 't-1',
    startedAt: `${date}T10:00:00-05:00`,
    complaint: 'neck-pain' as const,
    painBefore: 7,
    painAfter: 4,
    ...fields,
  });
const without = (field: 'painBefore' | 'painAfter') => ({ [field]: undefined });

describe('sessions that lack a score', () => {
  test('say which one is missing; a score of 0 is not missing', () => {
    const found = sessionsLackingScores(
      [
        session('both', AS_OF),
        session('zero', AS_OF, { painBefore: 0, painAfter: 0 }),
        session('before', AS_OF, without('painBefore')),
        session('after', AS_OF, without('painAfter')),
        session('neither', AS_OF, { ...without('painBefore'), ...without('painAfter') }),
      ],
      AS_OF,
    );
    expect(found.map(({ sessionId, missing }) => [sessionId, missing])).toEqual([
      ['after', ['after']],
      ['before', ['before']],
      ['neither', ['before', 'after']],
    ]);
  });

  test('are those of the last 14 days as written, the date itself among them', () => {
    const lacking = (date: string) => session(date, date, without('painAfter'));
    const dates = [1, 0, -13, -14].map((days) => dateAfter(AS_OF, days));
    const found = sessionsLackingScores(dates.map(lacking), AS_OF);
    expect(found.map(({ sessionId }) => sessionId)).toEqual([dates[2], dates[1]]);
    expect(sessionsLackingScores(dates.map(lacking), AS_OF, 7)).toHaveLength(1);
    // 20:00 at five hours west is the next day in UTC already.
    const late = session('late', AS_OF, { ...without('painAfter'), startedAt: `${AS_OF}T20:00:00-05:00` });
    expect(sessionsLackingScores([late], AS_OF)).toHaveLength(1);
  });
});

describe('the last session of each client', () => {
  test('is the latest in time, whatever the offsets and the order in which they are given', () => {
    const sessions = [
      session('a', '2026-08-10'),
      session('b', '2026-08-12', { startedAt: '2026-08-12T01:00:00+10:00' }),
      session('c', '2026-08-11', { startedAt: '2026-08-11T12:00:00-05:00' }),
      session('d', '2026-08-13', { client: 'p-2', therapistId: 't-2' }),
      session('e', '2026-08-13', { client: 'p-3' }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(sessions, { minLength: sessions.length }), (shuffled) => {
        expect(lastSessions(shuffled, new Set(['p-2', 'p-1', 'p-9']))).toEqual({
          'p-1': { sessionId: 'c', startedAt: '2026-08-11T12:00:00-05:00', complaint: 'neck-pain' },
          'p-2': { sessionId: 'd', startedAt: '2026-08-13T10:00:00-05:00', complaint: 'neck-pain' },
        });
      }),
    );
  });
});
