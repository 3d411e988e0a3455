import { type Cr2, flatIndex } from './cr2.ts';

/**
 * Linear combinations of the coefficients in the orthonormal basis, and what CR2 says of them. The variance
 * estimate of contrast s is Σ_g (p_sgᵗ y)²; under the working model the p_sgᵗ y have covariances
 *
 *     P_gh(s, t) = [g = h] sᵗ K_g t - (J_g s)ᵗ (J_h t)
 *
 * whose second term comes through the k x k matrices alone (Pustejovsky & Tipton 2018, JBES 36:672).
 */
type Contrast = readonly number[];

/** sᵗ V t, the CR2 covariance of two contrasts. */
export function cr2Covariance({ variance, columns }: Cr2, s: Contrast, t: Contrast): number {
  let covariance = 0;
  for (let a = 0; a < columns; a++) {
    for (let b = 0; b < columns; b++) covariance += s[a]! * variance[a * columns + b]! * t[b]!;
  }
  return covariance;
}

/** Σ_g P_gg(s, t): what the working model expects of `cr2Covariance`, up to the variance of an improvement. */
export function expectedCovariance(sums: Cr2, s: Contrast, t: Contrast): number {
  const weights = productWeights(sums.columns, s, t);
  return weights.reduce((sum, weight, index) => sum + weight * sums.expectation[index]!, 0);
}

/**
 * The variance of `cr2Covariance` under the working model, ΣΣ P_gh(s,s) P_gh(t,t) + P_gh(s,t) P_gh(t,s) over
 * all pairs of clients, without going through the pairs. The terms with K only arise at g = h, where they
 * are K(s,s) L(t,t) / 2 + L(s,s) K(t,t) / 2 + K(s,t) L(s,t) with L = K - 2 J²; all others together are sums
 * of products of the elements of M = Σ (J_g s)(J_g t)ᵗ.
 */
export function varianceOfCovariance(sums: Cr2, s: Contrast, t: Contrast): number {
  const ss = productWeights(sums.columns, s, s);
  const tt = productWeights(sums.columns, t, t);
  const st = productWeights(sums.columns, s, t);
  return form(sums.within, ss, tt) + form(sums.within, st, st) + ofAllPairs(sums, s, t);
}

/** Satterthwaite's degrees of freedom of one contrast, 2 E² / Var; null where the contrast has no variance. */
export function satterthwaiteDf(sums: Cr2, contrast: Contrast): number | null {
  const df =
    (2 * expectedCovariance(sums, contrast, contrast) ** 2) / varianceOfCovariance(sums, contrast, contrast);
  return Number.isFinite(df) && df > 0 ? df : null;
}

/** The weights w with sᵗ A t = Σ w A over the flattened elements of a symmetric A. */
function productWeights(columns: number, s: Contrast, t: Contrast): number[] {
  const weights = new Array<number>((columns * (columns + 1)) / 2).fill(0);
  for (let a = 0; a < columns; a++) {
    for (let b = 0; b < columns; b++) weights[flatIndex(a, b)]! += s[a]! * t[b]!;
  }
  return weights;
}

function form(table: Float64Array, left: readonly number[], right: readonly number[]): number {
  let sum = 0;
  for (const [a, weight] of left.entries()) {
    if (weight === 0) continue;
    for (const [b, other] of right.entries()) sum += weight * other * table[a * right.length + b]!;
  }
  return sum;
}

/** Σ M² + M Mᵗ, element by element, with M = Σ_g (J_g s)(J_g t)ᵗ. */
function ofAllPairs({ between, columns, expectation }: Cr2, s: Contrast, t: Contrast): number {
  const flat = expectation.length;
  const m = new Array<number>(columns * columns).fill(0);
  for (let a = 0; a < columns; a++) {
    for (let b = 0; b < columns; b++) {
      for (let c = 0; c < columns; c++) {
        const row = flatIndex(a, c) * flat;
        for (let d = 0; d < columns; d++) {
          m[a * columns + b]! += s[c]! * t[d]! * between[row + flatIndex(b, d)]!;
        }
      }
    }
  }
  let sum = 0;
  for (let a = 0; a < columns; a++) {
    for (let b = 0; b < columns; b++) {
      sum += m[a * columns + b]! * (m[a * columns + b]! + m[b * columns + a]!);
    }
  }
  return sum;
}
