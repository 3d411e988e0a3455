import type { Interval } from './contract.ts';
import { tInterval } from './student-interval.ts';
import { tTail } from './t-tail.ts';

/** An estimate with its standard error and the degrees of freedom that the error was estimated with. */
export type Estimate = { mean: number; se: number; df: number };

export type Difference = {
  difference: number;
  se: number;
  df: number | null;
  ci95: Interval | null;
  /** Two-sided. */
  p: number | null;
};

/**
 * Welch's test of two estimates of their own precision: t over the root of the summed squared errors, with
 * Satterthwaite's degrees of freedom. With clustered errors (CR2) and their degrees of freedom it allows for
 * clients who come more than once. The estimates count as independent; clients who are in both make them alike,
 * so that the error is rather too large than too small.
 *
 * Source: B. L. Welch, "The generalization of 'Student's' problem when several different population variances are
 * involved", Biometrika 34 (1947) 28-35.
 *
 * @returns a - b; without any spread there is no test: df, ci95 and p are null
 */
export function welch(a: Estimate, b: Estimate): Difference {
  const difference = a.mean - b.mean;
  const [ofA, ofB] = [a.se ** 2, b.se ** 2];
  const se = Math.sqrt(ofA + ofB);
  if (se === 0) return { difference, se, df: null, ci95: null, p: null };
  const df = (ofA + ofB) ** 2 / (ofA ** 2 / a.df + ofB ** 2 / b.df);
  return { difference, se, df, ci95: tInterval(difference, se, df), p: tTail(difference / se, df) };
}
