import { describe, expect, test } from 'vitest';
import { studentInterval, tInterval } from '../../../shared/statistics/intervals/student-interval.ts';

describe('the 97.5 % quantile of t', () => {
  // R 4.2.2: sprintf("%.16g", qt(.975, df))
  test.each([
    [1, 12.70620473617469],
    [1.5, 6.016663104427929],
    [2, 4.302652729749462],
    [3, 3.182446305283708],
    [4, 2.776445105197793],
    [5, 2.570581835636314],
    [7.3, 2.345066736547702],
    [10, 2.228138851986274],
    [20, 2.085963447265865],
    [28, 2.048407141795245],
    [40.25, 2.020684424425283],
    [100, 1.983971518523552],
    [1000, 1.962339080826408],
    [1e6, 1.959966356814107],
  ])('df = %d', (df, expected) => {
    expect(tInterval(0, 1, df)[1]).toBeCloseTo(expected, 10);
    expect(tInterval(0, 1, df)[0]).toBeCloseTo(-expected, 10);
  });
});

describe('studentInterval', () => {
  test('m ± t sd / √n', () => {
    const sample = { n: 5, mean: 5, sd: 3 };
    const half = (2.776445105197793 * 3) / Math.sqrt(5);
    expect(studentInterval(sample)).toEqual([expect.closeTo(5 - half, 10), expect.closeTo(5 + half, 10)]);
  });

  test('n = 0 and n = 1 have none', () => {
    expect(studentInterval({ n: 0, mean: null, sd: null })).toBeNull();
    expect(studentInterval({ n: 1, mean: 3, sd: null })).toBeNull();
  });

  test('equal values have one without width', () => {
    expect(studentInterval({ n: 4, mean: 3, sd: 0 })).toEqual([3, 3]);
  });
});
