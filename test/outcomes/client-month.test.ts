import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientMonthRange, deriveClientMonth } from '../../shared/outcomes/client-month.ts';
import type { ClientRecord } from '../../shared/outcomes/client-record.ts';
import { utcSortKey } from '../../shared/records/time/instant.ts';
import { anyClient, deepFreeze, END, HOUR, score, scoreAfterEnd, session } from './client-records.ts';

const MONTHS = ['2026-06', '2026-07', '2026-08', '2026-09'];

describe('deriveClientMonth', () => {
  test('derives everything that is known of a session', () => {
    const records = deepFreeze([
      scoreAfterEnd(6 * HOUR, { pain: 3, soreness: 4 }),
      session({
        techniques: [
          { technique: 'trigger-point-therapy', minutes: 20, bodyRegion: 'low-back', pressure: 'firm' },
          { technique: 'deep-tissue', minutes: 45, bodyRegion: 'low-back' },
        ],
        painBefore: 7,
        painAfter: 4,
        phases: { intake: 8, 'hands-on': 65 },
      }),
      scoreAfterEnd(30 * HOUR, { pain: 5, soreness: 1 }),
      scoreAfterEnd(60 * HOUR, { pain: 7 }),
    ]);
    expect(deriveClientMonth('2026-08', records)).toEqual({
      sessions: [
        {
          sessionId: 's-1',
          therapistId: 't-1',
          startedAt: '2026-08-03T10:00:00-05:00',
          endedAt: '2026-08-03T11:15:00-05:00',
          complaint: 'chronic-low-back-pain',
          technique: 'deep-tissue',
          combination: ['deep-tissue', 'trigger-point-therapy'],
          minutes: 65,
          bodyRegions: ['low-back'],
          painBefore: 7,
          painAfter: 4,
          sustainedPain: 5,
          lastingPain: 5,
          recovery: { event: true, after: 6 * HOUR, by: 30 * HOUR },
          relief: { event: true, after: 30 * HOUR, by: 60 * HOUR },
          firstSore: 6 * HOUR,
          sorenessReports: [6 * HOUR, 30 * HOUR],
          painReports: [6 * HOUR, 30 * HOUR, 60 * HOUR],
          phases: { intake: 8, 'hands-on': 65 },
        },
      ],
      journal: [
        { at: END + 6 * HOUR, pain: 3 },
        { at: END + 30 * HOUR, pain: 5 },
        { at: END + 60 * HOUR, pain: 7 },
      ],
    });
  });

  test('leaves absent values out: a missing score is absent, never 0 and never undefined', () => {
    const [outcome] = deriveClientMonth('2026-08', [session()]).sessions;
    expect(Object.keys(outcome!)).toEqual([
      'sessionId',
      'therapistId',
      'startedAt',
      'endedAt',
      'complaint',
      'technique',
      'combination',
      'minutes',
      'sorenessReports',
      'painReports',
    ]);
  });

  test('the next session of another complaint, technique and therapist ends the window', () => {
    const next = session({
      sessionId: 's-2',
      therapistId: 't-2',
      complaint: 'stress',
      techniques: [{ technique: 'relaxation', minutes: 30 }],
      startedAt: '2026-08-04T11:15:00-05:00',
      endedAt: '2026-08-04T12:15:00-05:00',
    });
    const scores = [scoreAfterEnd(24 * HOUR, { soreness: 5 }), scoreAfterEnd(24 * HOUR + 1, { soreness: 0 })];
    const first = (records: ClientRecord[]) => deriveClientMonth('2026-08', records).sessions[0]?.recovery;
    expect(first([session(), ...scores])).toEqual({ event: true, after: 24 * HOUR, by: 24 * HOUR + 1 });
    expect(first([session(), next, ...scores])).toEqual({ event: false, last: 24 * HOUR });
  });

  test('a next session in the following month ends the window too', () => {
    const last = session({ startedAt: '2026-08-31T22:00:00-05:00', endedAt: '2026-08-31T23:00:00-05:00' });
    const next = session({
      sessionId: 's-2',
      startedAt: '2026-09-02T10:00:00-05:00',
      endedAt: '2026-09-02T11:00:00-05:00',
    });
    const late = scoreAfterEnd(0, { at: '2026-09-02T12:00:00-05:00', pain: 5 });
    expect(deriveClientMonth('2026-08', [last, late]).sessions[0]?.painReports).toHaveLength(1);
    expect(deriveClientMonth('2026-08', [last, next, late]).sessions[0]?.painReports).toHaveLength(0);
  });

  test('sessions that start at one second are ordered by sessionId; the later one has the window', () => {
    const records = [
      session({ sessionId: 's-2' }),
      session({ sessionId: 's-1' }),
      scoreAfterEnd(5, { pain: 1 }),
    ];
    const { sessions } = deriveClientMonth('2026-08', records);
    expect(sessions.map(({ sessionId, painReports }) => [sessionId, painReports])).toEqual([
      ['s-1', []],
      ['s-2', [5]],
    ]);
  });

  test('the month is the one written, in the offset of the session itself', () => {
    const evening = session({ startedAt: '2026-08-31T23:00:00-05:00', endedAt: '2026-09-01T00:00:00-05:00' });
    expect(deriveClientMonth('2026-08', [evening]).sessions).toHaveLength(1);
    expect(deriveClientMonth('2026-09', [evening]).sessions).toHaveLength(0);
  });

  test('the journal is pain now, in its month of UTC, at one instant the last of each region', () => {
    const at = '2026-08-31T21:00:00-05:00';
    const entry = (scoreId: string, fields: Parameters<typeof score>[0]) => score({ scoreId, at, ...fields });
    const records = [
      entry('p-4', { pain: 4 }),
      entry('p-2', { pain: 2, bodyRegion: 'neck' }),
      entry('p-1', { pain: 1 }),
      entry('p-3', { pain: 3, bodyRegion: 'neck' }),
      entry('p-5', { soreness: 5 }),
      entry('p-6', { pain: 6, window: 'past-week' }),
    ];
    const seconds = END + 28 * 24 * HOUR + 9.75 * HOUR;
    expect(deriveClientMonth('2026-08', records).journal).toEqual([]);
    expect(deriveClientMonth('2026-09', records).journal).toEqual([
      { at: seconds, pain: 3, bodyRegion: 'neck' },
      { at: seconds, pain: 4 },
    ]);
  });

  test('the order of the records is irrelevant', () => {
    fc.assert(
      fc.property(
        anyClient.chain((records) =>
          fc.tuple(
            fc.constant(records),
            fc.shuffledSubarray([...records], { minLength: records.length, maxLength: records.length }),
          ),
        ),
        ([records, shuffled]) => {
          for (const month of MONTHS) {
            const text = JSON.stringify(deriveClientMonth(month, records));
            expect(JSON.stringify(deriveClientMonth(month, shuffled))).toBe(text);
          }
        },
      ),
    );
  });

  test('what lies outside the range of the month changes nothing in it', () => {
    fc.assert(
      fc.property(anyClient, (records) => {
        for (const month of MONTHS) {
          const { from, to } = clientMonthRange(month);
          const inRange = records.filter((record) => {
            const at = utcSortKey(record.type === 'session' ? record.startedAt : record.at).slice(0, 19);
            return at >= from && at <= to;
          });
          expect(deriveClientMonth(month, inRange)).toEqual(deriveClientMonth(month, records));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('every session is in exactly one month', () => {
    fc.assert(
      fc.property(anyClient, (records) => {
        const ids = MONTHS.flatMap((month) => deriveClientMonth(month, records).sessions).map(
          ({ sessionId }) => sessionId,
        );
        const sent = records.flatMap((record) => (record.type === 'session' ? [record.sessionId] : []));
        expect(ids.toSorted()).toEqual(sent.toSorted());
      }),
    );
  });
});

describe('clientMonthRange', () => {
  test('has a day to spare on each side and 8 h + 168 h of follow-up', () => {
    expect(clientMonthRange('2026-08')).toEqual({ from: '2026-07-31T00:00:00', to: '2026-09-09T08:00:00' });
  });

  test('crosses the turn of a year', () => {
    expect(clientMonthRange('2026-12')).toEqual({ from: '2026-11-30T00:00:00', to: '2027-01-09T08:00:00' });
    expect(clientMonthRange('2026-01').from).toBe('2025-12-31T00:00:00');
  });

  test('stays in order at both ends of the calendar', () => {
    for (const month of ['0001-01', '9999-12']) {
      const { from, to } = clientMonthRange(month);
      expect(from < to).toBe(true);
      expect([from.length, to.length]).toEqual([19, 19]);
    }
  });
});
