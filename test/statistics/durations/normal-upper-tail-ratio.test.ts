import { expect, it } from 'vitest';
import { normalUpperTailRatio } from '../../../shared/statistics/durations/normal-upper-tail-ratio.ts';

// By mpmath with 40 digits; the method changes at 6.
it.each([
  [0, 1.2533141373155003],
  [1, 0.6556795424187984],
  [5.9, 0.16499154530032381],
  [6.1, 0.15984352899782633],
  [30, 0.03329641907249721],
])('normalUpperTailRatio(%d) is %d', (z, ratio) => {
  expect(normalUpperTailRatio(z) / ratio).toBeCloseTo(1, 13);
});
