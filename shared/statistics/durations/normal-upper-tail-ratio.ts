import erfc from '@stdlib/math-base-special-erfc';

const ROOT_HALF_PI = Math.sqrt(Math.PI / 2);
/** From here on the continued fraction is exact to the last digits with the terms below. */
const FAR = 6;
const TERMS = 24;

/**
 * Mills' ratio of the standard normal distribution, (1 - Φ(z)) / φ(z), for z >= 0: far out by Laplace's continued
 * fraction (Abramowitz & Stegun 26.2.14), where both parts are too small for a number.
 *
 * @example
 * normalUpperTailRatio(0); // => 1.2533141373155003, √(π / 2)
 */
export function normalUpperTailRatio(z: number): number {
  if (z < FAR) return ROOT_HALF_PI * Math.exp((z * z) / 2) * erfc(z / Math.SQRT2);
  if (z === Number.POSITIVE_INFINITY) return 0;
  let fraction = z;
  for (let term = TERMS; term > 0; term -= 1) fraction = z + term / fraction;
  return 1 / fraction;
}
