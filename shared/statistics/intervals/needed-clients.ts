import { normalQuantile } from '../distributions/normal-quantile.ts';

/** A contrast between two groups of clients, as it was estimated. */
export type Contrast = { se: number; clients: readonly [a: number, b: number] };

const POWER = 0.8;
const LEVEL = 0.05;

/**
 * How many more clients each of two groups would need for a true difference to be found in 80 % of cases, by the
 * usual formula for two means: the standard error has to come down to difference / (z(1 - level / 2 m) + z(.8)),
 * with the level shared among all m comparisons (Bonferroni, which Holm never exceeds). A client's own share of the
 * variance is taken from the contrast, se² / (1/a + 1/b), so that what clustering and adjustment cost is in it;
 * then 1/(a + x) + 1/(b + x) = wanted variance / share is solved for x.
 *
 * @param difference in the unit of the contrast, above 0
 * @param comparisons in the family, at least 1
 * @returns 0 where there are enough
 * @see Cohen, Statistical Power Analysis for the Behavioral Sciences, 2nd ed. (1988), 2.4
 */
export function moreClientsNeeded(
  { se, clients: [a, b] }: Contrast,
  difference: number,
  comparisons: number,
): number {
  const wanted = difference / (normalQuantile(1 - LEVEL / (2 * comparisons)) + normalQuantile(POWER));
  const share = se ** 2 / (1 / a + 1 / b);
  if (share === 0) return 0;
  const target = wanted ** 2 / share;
  const linear = target * (a + b) - 2;
  const constant = target * a * b - a - b;
  // Both roots are real: the discriminant is target² (a - b)² + 4.
  const root = (-linear + Math.sqrt(linear ** 2 - 4 * target * constant)) / (2 * target);
  return Math.max(0, Math.ceil(root));
}
