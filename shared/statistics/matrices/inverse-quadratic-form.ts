import { symmetricEigen } from './symmetric-eigen.ts';

/** An eigenvalue at or below this share of the largest is a direction without any variance. */
const SINGULAR = 1e-12;

/**
 * dᵗ V⁻¹ d, the statistic of every Wald and score test.
 *
 * @param difference d
 * @param variance V, symmetric, by rows
 * @returns null where V is singular: in some direction nothing varies, so nothing can be tested
 */
export function inverseQuadraticForm(
  difference: readonly number[],
  variance: readonly number[],
): number | null {
  return inverseQuadraticForms(variance, difference.length)?.(difference) ?? null;
}

/** The same of one V for many d, as what takes longest is V's alone. */
export function inverseQuadraticForms(
  variance: readonly number[],
  size: number,
): ((difference: readonly number[]) => number) | null {
  const { values, vectors } = symmetricEigen(variance, size);
  const least = SINGULAR * values.reduce((largest, value) => Math.max(largest, value), 0);
  if (values.some((value) => value <= least)) return null;
  return (difference) => {
    let form = 0;
    for (let j = 0; j < size; j++) {
      let along = 0;
      for (let i = 0; i < size; i++) along += vectors[i * size + j]! * difference[i]!;
      form += (along * along) / values[j]!;
    }
    return form;
  };
}
