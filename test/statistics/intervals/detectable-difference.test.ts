import { describe, expect, test } from 'vitest';
import { detectableDifference } from '../../../shared/statistics/intervals/detectable-difference.ts';

describe('detectableDifference', () => {
  test('2.80 standard errors with many clients (Cohen 1988)', () => {
    expect(detectableDifference(1, 1e7)).toBeCloseTo(1.959964 + 0.841621, 4);
    expect(detectableDifference(0.25, 1e7)).toBeCloseTo(0.7004, 4);
  });

  test('more with few: t tables, 10 degrees of freedom', () => {
    expect(detectableDifference(1, 10)).toBeCloseTo(2.228139 + 0.879058, 6);
  });

  test("more with several tests: Dunn's table of Bonferroni t, 3 tests and 10 degrees of freedom", () => {
    expect(detectableDifference(1, 10, 3)).toBeCloseTo(2.87 + 0.879, 2);
    expect(detectableDifference(1, 10, 1)).toBe(detectableDifference(1, 10));
  });

  test('nothing varies: anything would be seen', () => {
    expect(detectableDifference(0, 10)).toBe(0);
  });
});
