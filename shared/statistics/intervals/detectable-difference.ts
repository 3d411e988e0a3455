import tQuantile from '@stdlib/stats-base-dists-t-quantile';

const POWER = 0.8;
const LEVEL = 0.05;

/**
 * The difference that a two-sided test at 5 % finds four times in five, (t(1 - α/2) + t(0.8)) se, with α divided by
 * the number of tests made together (Bonferroni, which Holm is never worse than).
 */
export function detectableDifference(se: number, df: number, tests = 1): number {
  return (tQuantile(1 - LEVEL / tests / 2, df) + tQuantile(POWER, df)) * se;
}
