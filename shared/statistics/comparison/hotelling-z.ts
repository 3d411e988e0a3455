import type { Comparisons } from '../contract.ts';
import { fTail } from '../distributions/f-tail.ts';
import { inverseQuadraticForm } from '../matrices/inverse-quadratic-form.ts';
import { symmetricEigen } from '../matrices/symmetric-eigen.ts';
import type { Cr2 } from './cr2.ts';
import { cr2Covariance, expectedCovariance, varianceOfCovariance } from './cr2-contrast.ts';

/**
 * Wald test that all contrasts are 0, by the approximation of Hotelling's T² that Tipton & Pustejovsky
 * (2015, J Educ Behav Stat 40:604) recommend and call HTZ. With q contrasts, made independent under the
 * working model by Ω^(-1/2), and Var the variance of each element of their CR2 variance,
 *
 *     η = q (q + 1) / ΣΣ Var        F = (η - q + 1) / (η q) · Q  on  q and η - q + 1 degrees of freedom
 *
 * @param contrasts in the basis of `sums`, linearly independent
 * @param estimates of the contrasts, in the same order
 * @returns null leaves where nothing varies, or where too few clients leave no degrees of freedom
 */
export function hotellingZ(
  sums: Cr2,
  contrasts: readonly (readonly number[])[],
  estimates: readonly number[],
): Comparisons['overall'] {
  const q = contrasts.length;
  const variance = contrasts.flatMap((s) => contrasts.map((t) => cr2Covariance(sums, s, t)));
  const wald = inverseQuadraticForm(estimates, variance);
  const eta = degreesOfFreedom(sums, contrasts);
  if (wald === null || eta === null || eta - q + 1 <= 0)
    return { statistic: null, df1: null, df2: null, p: null };
  const df2 = eta - q + 1;
  const statistic = (df2 / (eta * q)) * wald;
  return { statistic, df1: q, df2, p: fTail(statistic, q, df2) };
}

function degreesOfFreedom(sums: Cr2, contrasts: readonly (readonly number[])[]): number | null {
  const q = contrasts.length;
  const independent = standardised(sums, contrasts);
  if (!independent) return null;
  let variances = 0;
  for (const s of independent) {
    for (const t of independent) variances += varianceOfCovariance(sums, s, t);
  }
  const eta = (q * (q + 1)) / variances;
  return Number.isFinite(eta) && eta > 0 ? eta : null;
}

/** The contrasts multiplied by Ω^(-1/2), up to a rotation, which changes no sum of variances. */
function standardised(sums: Cr2, contrasts: readonly (readonly number[])[]): (readonly number[])[] | null {
  const q = contrasts.length;
  const omega = contrasts.flatMap((s) => contrasts.map((t) => expectedCovariance(sums, s, t)));
  const { values, vectors } = symmetricEigen(omega, q);
  if (values.some((value) => value <= 0)) return null;
  return values.map((value, j) => {
    const independent = new Array<number>(sums.columns).fill(0);
    for (const [i, contrast] of contrasts.entries()) {
      const weight = vectors[i * q + j]! / Math.sqrt(value);
      for (const [column, element] of contrast.entries()) independent[column]! += weight * element;
    }
    return independent;
  });
}
