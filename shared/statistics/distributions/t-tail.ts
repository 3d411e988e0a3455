import betainc from '@stdlib/math-base-special-betainc';

/**
 * Two-sided tail of Student's t, P(|T| >= |t|) = I(df / (df + t²); df/2, 1/2), the regularised incomplete
 * beta function (Abramowitz & Stegun 26.7.1). Of its two arguments, x and 1 - x, the smaller one is passed,
 * because the larger one has lost the digits that tell a small t from 0.
 *
 * @param df degrees of freedom, above 0, not necessarily whole
 * @example
 * tTail(2, 10); // => 0.0733880...
 */
export function tTail(t: number, df: number): number {
  const square = t * t;
  return square < df
    ? betainc(square / (df + square), 0.5, df / 2, true, true)
    : betainc(df / (df + square), df / 2, 0.5, true, false);
}
