import type { Interval } from '../contract.ts';
import { Z_95 } from '../distributions/normal-limits.ts';
import { normalQuantile } from '../distributions/normal-quantile.ts';
import { median } from '../summaries/median.ts';

/** How one median compares with another: 0.8 is a fifth less. */
export type MedianRatio = { before: number; after: number; ratio: number; ci95: Interval };

/** Fewer values on a side say nothing about the spread of their median. */
const FEWEST_FOR_MEDIAN = 5;

/**
 * Ratio of two independent medians with its distribution-free 95 % interval (Price & Bonett 2002, J Stat
 * Comput Simul 72:119): on the log scale, with the variance of each median from two order statistics.
 *
 * @param before, after positive values, in any order, at least FEWEST_FOR_MEDIAN each
 * @returns null where there are fewer, or where one is not positive
 */
export function medianRatio(before: readonly number[], after: readonly number[]): MedianRatio | null {
  if (before.length < FEWEST_FOR_MEDIAN || after.length < FEWEST_FOR_MEDIAN) return null;
  if ([...before, ...after].some((value) => value <= 0)) return null;
  const medians = { before: median(before)!, after: median(after)! };
  const centre = Math.log(medians.after / medians.before);
  const half = Z_95 * Math.hypot(logMedianError(before), logMedianError(after));
  return {
    ...medians,
    ratio: medians.after / medians.before,
    ci95: [Math.exp(centre - half), Math.exp(centre + half)],
  };
}

/**
 * Standard error of the log of a median: the distance of the order statistics c and n - c + 1 over that of
 * the normal quantiles they stand for, with c = (n + 1) / 2 - sqrt(n).
 */
function logMedianError(values: readonly number[]): number {
  const n = values.length;
  const inOrder = values.toSorted((a, b) => a - b);
  const c = Math.max(1, Math.round((n + 1) / 2 - Math.sqrt(n)));
  const quantile = normalQuantile(1 - halfBinomialBelow(c, n));
  return (Math.log(inOrder[n - c]!) - Math.log(inOrder[c - 1]!)) / (2 * quantile);
}

/** P(X < c) for X binomial (n, 1/2). */
function halfBinomialBelow(c: number, n: number): number {
  let term = 0.5 ** n;
  let sum = 0;
  for (let k = 0; k < c; k++) {
    sum += term;
    term *= (n - k) / (k + 1);
  }
  return sum;
}
