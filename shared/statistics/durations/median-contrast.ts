import type { Interval } from '../contract.ts';
import { fTail } from '../f-tail.ts';
import { inverseQuadraticForm } from '../inverse-quadratic-form.ts';
import { tInterval } from '../student-interval.ts';
import { tTail } from '../t-tail.ts';
import { type MedianEstimate, robustVariance } from './duration-median.ts';

export type MedianContrast = { ratio: number; ci95: Interval; p: number };

/**
 * One median over another, with the client-robust interval of the difference of logs. A client with durations on both
 * sides counts with the difference of its influences. Degrees of freedom as Welch's, with clients less one on each
 * side, so that a side of few clients makes the interval wide.
 */
export function medianContrast(a: MedianEstimate, b: MedianEstimate): MedianContrast {
  const difference = a.log - b.log;
  const se = Math.sqrt(robustVariance(a) + robustVariance(b) - 2 * robustCovariance(a, b));
  const [low, high] = tInterval(difference, se, degreesOfFreedom(a, b));
  return {
    ratio: Math.exp(difference),
    ci95: [Math.exp(low), Math.exp(high)],
    p: tTail(difference / se, degreesOfFreedom(a, b)),
  };
}

/**
 * Wald test that all medians are equal, client-robust, as an F with the fewest degrees of freedom of any two.
 *
 * @returns the Wald statistic, the number of differences that it tests, and p; null leaves for fewer than two
 */
export function overallMedianTest(medians: readonly MedianEstimate[]) {
  const [reference, ...others] = medians;
  const q = others.length;
  if (!reference || q === 0) return { statistic: null, df: null, p: null };
  const differences = others.map(({ log }) => log - reference.log);
  const variance = others.flatMap((a) =>
    others.map(
      (b) =>
        robustCovariance(a, b) -
        robustCovariance(a, reference) -
        robustCovariance(reference, b) +
        robustVariance(reference),
    ),
  );
  const statistic = inverseQuadraticForm(differences, variance);
  const df2 =
    Math.min(...medians.flatMap((a, i) => medians.slice(i + 1).map((b) => degreesOfFreedom(a, b)))) - q + 1;
  if (statistic === null || df2 <= 0) return { statistic: null, df: null, p: null };
  return { statistic, df: q, p: fTail((statistic * df2) / (q * (df2 + q - 1)), q, df2) };
}

function degreesOfFreedom(a: MedianEstimate, b: MedianEstimate): number {
  const [ofA, ofB] = [robustVariance(a), robustVariance(b)];
  return (ofA + ofB) ** 2 / (ofA ** 2 / (a.influences.size - 1) + ofB ** 2 / (b.influences.size - 1));
}

function robustCovariance(a: MedianEstimate, b: MedianEstimate): number {
  if (a === b) return robustVariance(a);
  let products = 0;
  for (const [client, influence] of a.influences) products += influence * (b.influences.get(client) ?? 0);
  const scale = (estimate: MedianEstimate) => estimate.influences.size / (estimate.influences.size - 1);
  return products * Math.sqrt(scale(a) * scale(b));
}
