import gammainc from '@stdlib/math-base-special-gammainc';

/**
 * Upper tail of the chi-square distribution, P(X >= x) = Q(df/2, x/2), the regularised upper incomplete
 * gamma function (Abramowitz & Stegun 26.4.19).
 *
 * @param x at least 0
 * @param df degrees of freedom, above 0
 * @example
 * chiSquareTail(3.841458820694124, 1); // => 0.05
 */
export function chiSquareTail(x: number, df: number): number {
  return gammainc(x / 2, df / 2, true, true);
}
