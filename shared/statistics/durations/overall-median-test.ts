import { fTail } from '../distributions/f-tail.ts';
import { leastDistance, type ProfiledMedian, welchDegrees } from './least-distance.ts';

/**
 * Tests that all medians are equal. The distance is taken as Hotelling's T² with Welch's degrees of freedom, so that
 * few clients do not make small differences look large.
 *
 * @returns the distance, how many differences it has, and p; null leaves for fewer than two medians or too few clients
 */
export function overallMedianTest(medians: readonly ProfiledMedian[]): {
  statistic: number | null;
  df: number | null;
  p: number | null;
} {
  const df = medians.length - 1;
  const rest = df < 1 ? 0 : welchDegrees(medians) - df + 1;
  if (rest <= 0) return { statistic: null, df: null, p: null };
  const statistic = leastDistance(medians)(medians.map(() => 0));
  return { statistic, df, p: fTail((statistic * rest) / (df * (rest + df - 1)), df, rest) };
}
