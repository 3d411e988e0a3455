import gammaRatio from '@stdlib/math-base-special-gamma-delta-ratio';

/**
 * Hedges' exact correction for the bias of a standardised mean, J = Γ(df/2) / (√(df/2) Γ((df-1)/2)). The
 * quotient of the gamma functions is taken as one: each by itself overflows at df = 343.
 *
 * @param df above 1
 * @example
 * hedgesJ(28); // => 0.97293...
 */
export function hedgesJ(df: number): number {
  return 1 / (gammaRatio((df - 1) / 2, 0.5) * Math.sqrt(df / 2));
}
