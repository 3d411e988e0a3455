import { symmetricEigen } from '../../../shared/statistics/matrices/symmetric-eigen.ts';

/**
 * CR2, Satterthwaite and HTZ as their papers write them, with one row a pair and one column a coefficient,
 * for comparison on small data: nothing of it is shared with the code under test but the decomposition of a
 * symmetric matrix, which has a test of its own.
 */
export type Matrix = number[][];
export type DensePair = { client: string; technique: number; before: number; improvement: number };

export const multiply = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
const transpose = (a: Matrix): Matrix => a[0]!.map((_, j) => a.map((row) => row[j]!));

/** A function of a symmetric matrix through its eigenvalues. */
export function ofSymmetric(matrix: Matrix, change: (eigenvalue: number) => number): Matrix {
  const size = matrix.length;
  const { values, vectors } = symmetricEigen(matrix.flat(), size);
  const v = matrix.map((_, i) => matrix.map((_, j) => vectors[i * size + j]!));
  return multiply(
    v.map((row) => row.map((element, j) => element * change(values[j]!))),
    transpose(v),
  );
}

const inverse = (matrix: Matrix) => ofSymmetric(matrix, (value) => 1 / value);
const inverseRoot = (value: number) => (value > 1e-12 ? 1 / Math.sqrt(value) : 0);

/** Intercept, score before, and one column for each technique but the first. */
export function denseFit(pairs: readonly DensePair[], techniques: number) {
  const x = pairs.map(({ technique, before }) => [
    1,
    before,
    ...Array.from({ length: techniques - 1 }, (_, index) => (technique === index + 1 ? 1 : 0)),
  ]);
  return denseRegression(x, pairs);
}

/** @param x a row for each pair, columns of full rank */
export function denseRegression(x: Matrix, pairs: readonly Pick<DensePair, 'client' | 'improvement'>[]) {
  const bread = inverse(multiply(transpose(x), x));
  const y = pairs.map(({ improvement }) => [improvement]);
  const beta = multiply(bread, multiply(transpose(x), y));
  const hat = multiply(x, multiply(bread, transpose(x)));
  const residuals = pairs.map((pair, i) => pair.improvement - multiply([x[i]!], beta)[0]![0]!);
  const clients = [...new Set(pairs.map(({ client }) => client))].map((client) =>
    pairs.flatMap((pair, i) => (pair.client === client ? [i] : [])),
  );
  // p_g, one row a coefficient, so that the variance estimate is Σ (p_gᵗ y)(p_gᵗ y)ᵗ.
  const weights = clients.map((rows) => {
    const block = rows.map((i) => rows.map((j) => (i === j ? 1 : 0) - hat[i]![j]!));
    const adjusted = multiply(
      bread,
      multiply(transpose(rows.map((i) => x[i]!)), ofSymmetric(block, inverseRoot)),
    );
    return { rows, adjusted };
  });
  const scores = weights.map(({ rows, adjusted }) =>
    multiply(
      adjusted,
      rows.map((i) => [residuals[i]!]),
    ),
  );
  const variance = scores
    .map((score) => multiply(score, transpose(score)))
    .reduce((a, b) => a.map((row, i) => row.map((value, j) => value + b[i]![j]!)));
  const identityLessHat = hat.map((row, i) => row.map((value, j) => (i === j ? 1 : 0) - value));
  const p = weights.map(({ rows, adjusted }) =>
    multiply(
      adjusted,
      rows.map((i) => identityLessHat[i]!),
    ),
  );
  return { beta: beta.map(([value]) => value!), variance, p };
}

type Fit = ReturnType<typeof denseFit>;

/** P of contrasts s and t for every pair of clients: the covariances under the working model. */
function covariances({ p }: Fit, s: readonly number[], t: readonly number[]): Matrix {
  const ofS = p.map((weights) => multiply([[...s]], weights)[0]!);
  const ofT = p.map((weights) => multiply([[...t]], weights)[0]!);
  return ofS.map((a) => ofT.map((b) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)));
}

/** Estimate, standard error and Satterthwaite's degrees of freedom, (Σ P_gg)² / ΣΣ P_gh². */
export function denseContrast(fit: Fit, contrast: readonly number[]) {
  const p = covariances(fit, contrast, contrast);
  const trace = p.reduce((sum, row, g) => sum + row[g]!, 0);
  const squares = p.flat().reduce((sum, value) => sum + value * value, 0);
  return {
    estimate: contrast.reduce((sum, value, i) => sum + value * fit.beta[i]!, 0),
    se: Math.sqrt(multiply(multiply([[...contrast]], fit.variance), transpose([[...contrast]]))[0]![0]!),
    df: trace ** 2 / squares,
  };
}

/** HTZ that all contrasts are 0. */
export function denseHotellingZ(fit: Fit, contrasts: Matrix) {
  const q = contrasts.length;
  const estimates = contrasts.map((contrast) => [denseContrast(fit, contrast).estimate]);
  const variance = multiply(multiply(contrasts, fit.variance), transpose(contrasts));
  const wald = multiply(transpose(estimates), multiply(inverse(variance), estimates))[0]![0]!;
  const omega = contrasts.map((s) =>
    contrasts.map((t) => covariances(fit, s, t).reduce((sum, row, g) => sum + row[g]!, 0)),
  );
  const independent = multiply(ofSymmetric(omega, inverseRoot), contrasts);
  let total = 0;
  for (const s of independent) {
    for (const t of independent) {
      const [ss, tt, st, ts] = [
        [s, s],
        [t, t],
        [s, t],
        [t, s],
      ].map(([a, b]) => covariances(fit, a!, b!));
      for (const [g, row] of ss!.entries()) {
        for (const h of row.keys()) total += ss![g]![h]! * tt![g]![h]! + st![g]![h]! * ts![g]![h]!;
      }
    }
  }
  const eta = (q * (q + 1)) / total;
  return { statistic: ((eta - q + 1) / (eta * q)) * wald, df1: q, df2: eta - q + 1 };
}
