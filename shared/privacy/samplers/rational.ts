/** An exact non-negative fraction in lowest terms. */
export type Rational = { readonly numerator: bigint; readonly denominator: bigint };

/**
 * A fraction in lowest terms.
 *
 * @throws RangeError for a negative numerator or a denominator below 1
 * @example
 * rational(6n, 4n); // => { numerator: 3n, denominator: 2n }
 */
export function rational(numerator: bigint, denominator: bigint): Rational {
  if (numerator < 0n || denominator < 1n) throw new RangeError('expected a fraction of at least 0');
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** Euclid's algorithm, of two numbers of at least 0. The divisor of 0 and b is b. */
export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
