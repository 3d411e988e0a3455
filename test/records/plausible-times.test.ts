import { describe, expect, test } from 'vitest';
import { plausibleTimes, refusalOfTimes, type TimeBounds } from '../../shared/records/plausible-times.ts';
import { parseRecord, type SentRecord } from '../../shared/records/record.ts';
import { contractExamples } from './contract-examples.ts';

const { session, painScore, measurement, goal, consent, deletion, erasure } = contractExamples();
const arrivedAt = '2026-11-28T12:00:00.000Z';

function record(input: object): SentRecord {
  const parsed = parseRecord(input);
  if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
  return parsed.record;
}
const refusalOf = (input: object, bounds: Partial<TimeBounds> = {}) =>
  refusalOfTimes(record(input), plausibleTimes({ arrivedAt, ...bounds }));
const judged = (input: object, openedOn?: string, timeZone?: string) => {
  const refusal = refusalOf(input, { openedOn, timeZone });
  return refusal && `${refusal.code} ${refusal.path}`;
};

describe('refusalOfTimes', () => {
  test.each([session, painScore, measurement, goal, consent, deletion, erasure])(
    'refuses a $type that was recorded more than five minutes ahead of its arrival',
    (example) => {
      expect(judged({ ...example, recordedAt: '2026-11-28T12:05:00Z' })).toBeUndefined();
      expect(judged({ ...example, recordedAt: '2026-11-28T13:05:00+01:00' })).toBeUndefined();
      expect(judged({ ...example, recordedAt: '2026-11-28T12:05:01Z' })).toBe('clock.ahead recordedAt');
      expect(judged({ ...example, recordedAt: '9999-12-31T00:00:00Z' })).toBe('clock.ahead recordedAt');
      expect(judged({ ...example, recordedAt: undefined })).toBeUndefined();
    },
  );

  const at = (day: string) => ({ startedAt: `${day}T10:00:00-05:00`, endedAt: `${day}T11:00:00-05:00` });

  test.each([
    ['2062-08-03', 'out-of-range startedAt'],
    ['2026-12-01', 'out-of-range startedAt'],
    ['2026-11-29', undefined],
    ['1990-01-01', undefined],
    ['1989-12-30', 'out-of-range startedAt'],
    ['1926-08-03', 'out-of-range startedAt'],
  ])('judges a session of %s', (day, expected) => {
    const { phases: _phases, ...rest } = session;
    expect(judged({ ...rest, ...at(day), techniques: [{ technique: 'sports', minutes: 30 }] })).toBe(
      expected,
    );
  });

  test('judges the end of a session too', () => {
    const { phases: _phases, ...rest } = session;
    const late = { startedAt: '2026-11-30T10:00:00Z', endedAt: '2026-11-30T13:00:00Z' };
    expect(judged({ ...rest, ...late })).toBe('out-of-range endedAt');
  });

  test.each([painScore, measurement])('judges when a $type was', (example) => {
    expect(judged({ ...example, at: '2999-01-01T00:00:00Z' })).toBe('out-of-range at');
    expect(judged({ ...example, at: '2019-06-01T00:00:00Z' }, '2020-01-01')).toBe('out-of-range at');
    expect(judged({ ...example, at: '2020-01-01T00:00:00+13:00' }, '2020-01-01')).toBeUndefined();
  });

  test('says both ends', () => {
    const refusal = refusalOf({ ...painScore, at: '2999-01-01T00:00:00Z' }, { openedOn: '2020-01-01' });
    expect(refusal!.message).toContain('2020-01-01');
    expect(refusal!.message).toContain('2026-11-29');
  });

  describe('of a clinic whose time zone is known', () => {
    const score = (at: string) => ({ ...painScore, at });

    test.each([
      // It is 06:00 on the 28th in Chicago: the 29th ends there at 06:00 UTC on the 30th.
      ['America/Chicago', '2026-11-30T05:59:59Z', undefined],
      ['America/Chicago', '2026-11-30T06:00:00Z', 'out-of-range at'],
      ['America/Chicago', '2026-11-29T23:59:59-12:00', 'out-of-range at'],
      // It is 02:00 on the 29th in Kiritimati: the 30th ends there at 10:00 UTC on the 30th.
      ['Pacific/Kiritimati', '2026-11-30T09:59:59Z', undefined],
      ['Pacific/Kiritimati', '2026-11-30T10:00:00Z', 'out-of-range at'],
    ])('ends tomorrow in %s: %s', (timeZone, at, expected) => {
      expect(judged(score(at), undefined, timeZone)).toBe(expected);
    });

    test.each([
      ['2020-01-01T06:00:00Z', undefined],
      ['2020-01-01T05:59:59Z', 'out-of-range at'],
      ['2020-01-01T00:00:00+14:00', 'out-of-range at'],
    ])('begins the first day there: %s', (at, expected) => {
      expect(judged(score(at), '2020-01-01', 'America/Chicago')).toBe(expected);
    });

    test('names the day there, and where it is', () => {
      const bounds = { arrivedAt: '2026-11-28T03:00:00Z', timeZone: 'America/Chicago' };
      expect(refusalOf(score('2999-01-01T00:00:00Z'), bounds)!.message).toContain(
        'to the end of tomorrow, 2026-11-28, where the clinic is (America/Chicago)',
      );
    });
  });
});
