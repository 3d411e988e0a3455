import { normalCdf } from '../../../statistics/distributions/normal-cdf.ts';
import { normalQuantile } from '../../../statistics/distributions/normal-quantile.ts';

/**
 * The smallest known delta with which rho-zCDP implies (epsilon, delta)-differential privacy: the least over
 * alpha > 1 of exp((alpha - 1)(alpha rho - epsilon)) (1 - 1/alpha)^alpha / (alpha - 1) (Canonne, Kamath &
 * Steinke 2020, arXiv 2004.00010, corollary 13). Its logarithm is convex in alpha: the least is where the
 * derivative is 0, found by bisection.
 */
export function deltaOf(rho: number, epsilon: number): number {
  let low = 1 + 1e-9;
  let high = (epsilon + 1) / (2 * rho) + 2;
  for (let step = 0; step < BISECTIONS; step++) {
    const alpha = (low + high) / 2;
    const slope = (2 * alpha - 1) * rho - epsilon + Math.log1p(-1 / alpha);
    if (slope < 0) low = alpha;
    else high = alpha;
  }
  const alpha = (low + high) / 2;
  const exponent = (alpha - 1) * (alpha * rho - epsilon) + alpha * Math.log1p(-1 / alpha);
  return Math.min(1, Math.exp(exponent) / (alpha - 1));
}

/** The smallest epsilon that goes with a delta by `deltaOf`; rounding errs upwards. */
export function epsilonOf(rho: number, delta: number): number {
  let low = 0;
  let high = rho + 2 * Math.sqrt(rho * Math.log(1 / delta)); // Bun & Steinke 2016, proposition 1.3
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (low + high) / 2;
    if (deltaOf(rho, middle) <= delta) high = middle;
    else low = middle;
  }
  return high;
}

const BISECTIONS = 100;

/** The mu of the Gaussian trade-off that noise of this rho has (Dong, Roth & Su 2022). */
export function muOf(rho: number): number {
  return Math.sqrt(2 * rho);
}

/** The most that any test of "is this client in it" can have as area under its ROC curve. */
export function mostAreaUnderCurve(rho: number): number {
  return normalCdf(muOf(rho) / Math.SQRT2);
}

/** The most clients that any such test finds, as a share of those who are in it, at a share of false alarms. */
export function mostTruePositives(rho: number, falsePositives: number): number {
  return normalCdf(normalQuantile(falsePositives) + muOf(rho));
}
