import type { Interval } from '../contract.ts';
import { Z_95 } from '../distributions/normal-limits.ts';

/**
 * Wilson's 95 % score interval of a rate (Wilson 1927; method 3 in Newcombe 1998, Stat Med 17:857). The
 * limits 0 and 1 are exact where they are due: floating point would leave a crumb.
 *
 * @param count 0..n
 * @returns null for n = 0
 * @example
 * wilson(81, 263); // => [0.2553..., 0.3662...]
 */
export function wilson(count: number, n: number): Interval | null {
  if (n === 0) return null;
  const z2 = Z_95 * Z_95;
  const rate = count / n;
  const centre = rate + z2 / (2 * n);
  const half = Z_95 * Math.sqrt((rate * (1 - rate)) / n + z2 / (4 * n * n));
  const scale = 1 + z2 / n;
  return [
    count === 0 ? 0 : Math.max(0, (centre - half) / scale),
    count === n ? 1 : Math.min(1, (centre + half) / scale),
  ];
}
