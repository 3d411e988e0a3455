import { type DurationFit, times } from './fit-durations.ts';
import { splineAt } from './log-time-basis.ts';
import { normalScoreAt } from './normal-score.ts';

/** The log of a median in hours, and how far each client moved it: the sum of its influences is 0. */
export type MedianEstimate = { log: number; influences: ReadonlyMap<number, number> };

/**
 * Median of a fitted distribution. The influence of a client is the derivative of the log median times the inverse
 * information times the client's score, so that the sum of squares of influences is the sandwich B M B
 * (Huber 1967; with clients as clusters: Rogers 1993, Stata Technical Bulletin 13:19).
 */
export function durationMedian(fit: DurationFit): MedianEstimate {
  const log = quantile(fit, 0);
  const { value, slope } = splineAt(fit.basis, log);
  const [, first, last = 0] = fit.coefficients;
  const rise = first! + last * slope;
  const basis = fit.coefficients.map((_, j) => [1, log, value][j]! / -rise);
  const weights = times(fit.inverseInformation, basis);
  const influences = new Map(
    fit.clients.map(({ client, terms }) => [
      client,
      terms.gradient.reduce((sum, slopeOf, j) => sum + slopeOf * weights[j]!, 0),
    ]),
  );
  return { log, influences };
}

/** The log of the time at which the normal score is z, by bisection: the score rises. */
function quantile(fit: DurationFit, z: number): number {
  const [constant, first] = fit.coefficients;
  if (!fit.basis.knots) return (z - constant!) / first!;
  let [low, high] = [-50, 50];
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (normalScoreAt(fit, middle) < z) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Client-robust variance of a log median, Σ influence² · G / (G - 1). */
export function robustVariance({ influences }: MedianEstimate): number {
  let squares = 0;
  for (const influence of influences.values()) squares += influence * influence;
  return (squares * influences.size) / (influences.size - 1);
}
