import { describe, expect, test } from 'vitest';
import { sustainedPain } from '../../shared/outcomes/sustained-pain.ts';
import { HOUR } from './client-records.ts';

describe('sustained pain', () => {
  test('is reported from 24 h after the end, inclusive', () => {
    expect(sustainedPain([{ seconds: 24 * HOUR - 1, pain: 1 }])).toBeUndefined();
    expect(sustainedPain([{ seconds: 24 * HOUR, pain: 2 }])).toBe(2);
  });

  test('is reported up to 72 h after the end, inclusive', () => {
    expect(sustainedPain([{ seconds: 72 * HOUR, pain: 3 }])).toBe(3);
    expect(sustainedPain([{ seconds: 72 * HOUR + 1, pain: 4 }])).toBeUndefined();
  });

  test('is the first of several', () => {
    const reports = [
      { seconds: 10 * HOUR, pain: 1 },
      { seconds: 30 * HOUR, pain: 5 },
      { seconds: 40 * HOUR, pain: 2 },
    ];
    expect(sustainedPain(reports)).toBe(5);
  });

  test('passes over a report of soreness alone, and keeps a 0', () => {
    expect(
      sustainedPain([
        { seconds: 25 * HOUR, soreness: 3 },
        { seconds: 26 * HOUR, pain: 0 },
      ]),
    ).toBe(0);
  });
});
