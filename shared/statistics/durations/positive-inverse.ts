import { symmetricEigen } from '../matrices/symmetric-eigen.ts';

/** An eigenvalue at or below this share of the largest is none. */
const SINGULAR = 1e-13;

/**
 * The inverse of a small symmetric matrix, by rows.
 *
 * @returns null where it is not positive definite
 */
export function positiveInverse(matrix: Float64Array, size: number): Float64Array | null {
  const { values, vectors } = symmetricEigen(Array.from(matrix), size);
  const largest = Math.max(...values);
  if (!values.every((value) => value > SINGULAR * largest && value > 0)) return null;
  const inverse = new Float64Array(size * size);
  for (const [k, value] of values.entries()) {
    for (let i = 0; i < size; i += 1) {
      for (let j = 0; j < size; j += 1) {
        inverse[i * size + j]! += (vectors[i * size + k]! * vectors[j * size + k]!) / value;
      }
    }
  }
  return inverse;
}
