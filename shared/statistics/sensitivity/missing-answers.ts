import type { Interval } from '../contract.ts';
import { normalCdf } from '../distributions/normal-cdf.ts';
import { Z_95 } from '../distributions/normal-limits.ts';
import { normalQuantile } from '../distributions/normal-quantile.ts';

const COVERAGE = 0.95;
const MOST_STEPS = 60;

/**
 * The interval that holds a mean over all who were asked if the silent ones differ from the answering by up to
 * `delta` either way: m ± (q δ + c se), c from Φ(c + 2 q δ / se) - Φ(-c) = 0.95 (Imbens & Manski 2004, Econometrica
 * 72:1845). c is 1.96 where all answered and goes down to 1.645, since the mean can only be at one end.
 *
 * @param share of the asked that are silent, 0 to 1
 * @example
 * missingUpTo({ mean: 1.8, se: 0.2, share: 0.25, delta: 2.1 }); // => [0.946029..., 2.653970...]
 */
export function missingUpTo({ mean, se, share, delta }: MissingAnswers): Interval {
  const reach = share * delta + (se === 0 ? 0 : critical((2 * share * delta) / se) * se);
  return [mean - reach, mean + reach];
}

export type MissingAnswers = { mean: number; se: number; share: number; delta: number };

/**
 * By how many points the silent ones would have to differ for the mean not to be told from none any more,
 * (|m| - 1.96 se) / q.
 *
 * @returns null where all answered, or where the mean is not told from none as it is
 */
export function tippingPoint({ mean, se, share }: Omit<MissingAnswers, 'delta'>): number | null {
  const spare = Math.abs(mean) - Z_95 * se;
  return share === 0 || spare <= 0 ? null : spare / share;
}

/** Between the one-sided and the two-sided quantile, by bisection: the left side rises with c. */
function critical(width: number): number {
  let low = normalQuantile(COVERAGE);
  let high = Z_95;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (normalCdf(middle + width) - normalCdf(-middle) < COVERAGE) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
