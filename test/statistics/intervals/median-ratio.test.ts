import { expect, test } from 'vitest';
import { medianRatio } from '../../../shared/statistics/intervals/median-ratio.ts';

// By hand after Price & Bonett 2002: n = 5 gives c = 1 and P(X < 1) = 1/32, of which the normal quantile is
// 1.86273; each side's log median has the error ln(max / min) / (2 * 1.86273).
test('has the distribution-free interval on the log scale', () => {
  const error = Math.log(2) / (2 * 1.8627318674);
  const half = 1.959963985 * Math.SQRT2 * error;
  const { ratio, ci95 } = medianRatio([10, 12, 14, 16, 20], [5, 6, 7, 8, 10])!;
  expect(ratio).toBe(0.5);
  expect(ci95[0]).toBeCloseTo(0.5 * Math.exp(-half), 6);
  expect(ci95[1]).toBeCloseTo(0.5 * Math.exp(half), 6);
});

// ci.ratio.median2 of the R package statpsych; its documentation prints 1.162162, 0.927667, 1.455933.
test('agrees with the example of an R package', () => {
  const y1 = [36, 44, 47, 42, 49, 39, 46, 31, 33, 48];
  const y2 = [32, 39, 26, 35, 43, 27, 40, 37, 34, 29, 49, 42, 40];
  const { ratio, ci95 } = medianRatio(y2, y1)!;
  expect(ratio).toBeCloseTo(1.162162, 6);
  expect(ci95[0]).toBeCloseTo(0.927667, 6);
  expect(ci95[1]).toBeCloseTo(1.455933, 6);
});

test('is null for fewer than five values, and where one is not positive', () => {
  expect(medianRatio([1, 2, 3, 4], [1, 2, 3, 4, 5])).toBeNull();
  expect(medianRatio([1, 2, 3, 4, 5], [0, 2, 3, 4, 5])).toBeNull();
});
