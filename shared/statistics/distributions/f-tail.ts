import betainc from '@stdlib/math-base-special-betainc';

/**
 * Upper tail of Fisher's F, P(F >= f) = I(df2 / (df2 + df1 f); df2/2, df1/2), the regularised incomplete
 * beta function (Abramowitz & Stegun 26.6.2), by the smaller of its arguments x and 1 - x.
 *
 * @param f at least 0
 * @param df1 degrees of freedom of the numerator, above 0
 * @param df2 of the denominator, above 0, not necessarily whole
 * @example
 * fTail(3, 2, 10); // => 0.0953674...
 */
export function fTail(f: number, df1: number, df2: number): number {
  const scaled = df1 * f;
  return scaled < df2
    ? betainc(scaled / (df2 + scaled), df1 / 2, df2 / 2, true, true)
    : betainc(df2 / (df2 + scaled), df2 / 2, df1 / 2, true, false);
}
