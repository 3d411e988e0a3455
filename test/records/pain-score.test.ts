import { describe, expect, test } from 'vitest';
import { parseRecord } from '../../shared/records/record.ts';
import { contractExamples } from './contract-examples.ts';
import { refusalsOf, without } from './refusals-of.ts';

const score = () => contractExamples().painScore;

describe('a pain score', () => {
  test('is taken as the contract has it', () => {
    expect(parseRecord(score())).toEqual({ record: score() });
  });

  test('is about now unless it says otherwise', () => {
    expect(parseRecord(without(score(), 'window'))).toEqual({ record: score() });
  });

  test.each(['pain', 'soreness'] as const)('may leave out %s, which then stays absent', (field) => {
    const parsed = parseRecord(without(score(), field)) as { record: object };
    expect(Object.keys(parsed.record)).not.toContain(field);
  });

  test('needs pain or soreness', () => {
    const { pain: _pain, soreness: _soreness, ...neither } = score();
    expect(refusalsOf(neither)).toEqual([
      { code: 'inconsistent', path: 'pain', message: 'expected pain or soreness, or both' },
    ]);
  });

  test('keeps a pain of 0', () => {
    expect(parseRecord({ ...score(), pain: 0 })).toEqual({ record: { ...score(), pain: 0 } });
  });

  test.each([
    ['pain', 10.5, 'not-an-integer'],
    ['pain', '3/10', 'wrong-type'],
    ['soreness', 11, 'out-of-range'],
    ['soreness', null, 'wrong-type'],
    ['window', 'past-month', 'unknown-code'],
    ['window', null, 'wrong-type'],
    ['at', '2026-08-04T12:00', 'instant-without-offset'],
    ['bodyRegion', 'Low back', 'invalid-format'],
    ['bodyRegion', 'x'.repeat(65), 'invalid-format'],
    ['bodyRegion', 'X'.repeat(65), 'invalid-format'],
    ['scoreId', 'jane@example.org', 'invalid-format'],
    ['scoreId', 77, 'wrong-type'],
  ])('refuses %s = %j', (field, value, code) => {
    expect(refusalsOf({ ...score(), [field]: value })).toMatchObject([{ code, path: field }]);
  });
});
