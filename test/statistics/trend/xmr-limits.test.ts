import { describe, expect, test } from 'vitest';
import { xmrLimits } from '../../../shared/statistics/trend/xmr-limits.ts';

describe('xmrLimits', () => {
  test('the example of the NHS practice', () => {
    // R 4.2.2: x <- c(...); mean(x); mean(abs(diff(x))); mean(x) + c(-1, 1) * 2.66 * mean(abs(diff(x)))
    // 41.4166666666667  1.72727272727273  36.8221212121212  46.0112121212121; no range reaches 3.267 * 1.727 = 5.64
    expect(xmrLimits([39, 41, 41, 41, 43, 44, 41, 42, 40, 41, 44, 40])).toEqual({
      centre: expect.closeTo(41.4166666666667, 12),
      lower: expect.closeTo(36.8221212121212, 12),
      upper: expect.closeTo(46.0112121212121, 12),
    });
  });

  test('a jump is dropped from the moving ranges once, and stays in the centre', () => {
    // Ranges 1 (nine times) and 20: mean 2.9, limit 9.47. The one of 20 goes, the mean of the rest is 1.
    const values = [5, 6, 5, 6, 5, 6, 26, 25, 26, 25, 26];
    expect(xmrLimits(values)).toEqual({
      centre: expect.closeTo(161 / 11, 12),
      lower: expect.closeTo(161 / 11 - 2.66, 12),
      upper: expect.closeTo(161 / 11 + 2.66, 12),
    });
    // What would now be a jump against the rest stays: ranges 40, 8 and eighteen times 1.
    const twice = [0, 40, 48, ...Array.from({ length: 18 }, (_, index) => 48 + ((index + 1) % 2))];
    const kept = (8 + 18) / 19;
    const { centre, upper } = xmrLimits(twice);
    expect(8 > 3.267 * kept).toBe(true);
    expect(upper! - centre!).toBeCloseTo(2.66 * kept, 12);
  });

  test('where nothing moves the limits are the centre', () => {
    expect(xmrLimits([2, 2, 2])).toEqual({ centre: 2, lower: 2, upper: 2 });
  });

  test('one point has a centre, none has nothing', () => {
    expect(xmrLimits([2.5])).toEqual({ centre: 2.5, lower: null, upper: null });
    expect(xmrLimits([])).toEqual({ centre: null, lower: null, upper: null });
  });
});
