import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Interval } from '../contract.ts';

/**
 * Two-sided 95 % interval of a mean, m ± t(0.975, df) · se.
 *
 * @param df degrees of freedom, above 0, not necessarily whole
 */
export function tInterval(mean: number, se: number, df: number): Interval {
  if (se === 0) return [mean, mean];
  const half = tQuantile(0.975, df) * se;
  return [mean - half, mean + half];
}

/**
 * Student's 95 % interval of the mean of n independent values, m ± t(0.975, n - 1) · sd / √n.
 *
 * @returns null for n < 2; [mean, mean] where all values are equal
 */
export function studentInterval(sample: {
  n: number;
  mean: number | null;
  sd: number | null;
}): Interval | null {
  const { n, mean, sd } = sample;
  if (mean === null || sd === null) return null;
  return tInterval(mean, sd / Math.sqrt(n), n - 1);
}
