import erfcinv from '@stdlib/math-base-special-erfcinv';

/**
 * Quantile of the standard normal distribution, -√2 erfc⁻¹(2 p).
 *
 * @param p between 0 and 1
 * @example
 * normalQuantile(0.999); // => 3.0902323...
 */
export function normalQuantile(p: number): number {
  return -Math.SQRT2 * erfcinv(2 * p);
}
