import { describe, expect, test } from 'vitest';
import { refusalOfTimes } from '../../shared/records/plausible-times.ts';
import { parseRecord, type SentRecord } from '../../shared/records/record.ts';
import { contractExamples } from './contract-examples.ts';

const { session, painScore, measurement, goal, consent, deletion, erasure } = contractExamples();
const arrivedAt = '2026-11-28T12:00:00.000Z';

function record(input: object): SentRecord {
  const parsed = parseRecord(input);
  if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
  return parsed.record;
}
const judged = (input: object, openedOn?: string) => {
  const refusal = refusalOfTimes(record(input), { arrivedAt, openedOn });
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
    const refusal = refusalOfTimes(record({ ...painScore, at: '2999-01-01T00:00:00Z' }), {
      arrivedAt,
      openedOn: '2020-01-01',
    });
    expect(refusal!.message).toContain('2020-01-01');
    expect(refusal!.message).toContain('2026-11-29');
  });
});
