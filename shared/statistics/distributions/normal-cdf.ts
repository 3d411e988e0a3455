import erfc from '@stdlib/math-base-special-erfc';

/**
 * Distribution function of the standard normal distribution, Φ(x) = erfc(-x / √2) / 2.
 *
 * @example
 * normalCdf(1.959963984540054); // => 0.975
 */
export function normalCdf(x: number): number {
  return erfc(-x / Math.SQRT2) / 2;
}
