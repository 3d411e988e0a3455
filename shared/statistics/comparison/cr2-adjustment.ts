import { symmetricEigen } from '../matrices/symmetric-eigen.ts';
import type { ClientDesign } from './client-design.ts';

/** An eigenvalue of I - H this small is 0, as in clubSandwich: the client alone decides that direction. */
const ALONE = 1e-12;

export type Cr2Adjustment = {
  /** Zᵗ A e, the client's adjusted score. */
  score: number[];
  /** Zᵗ A Z and Zᵗ A² Z, by rows. */
  once: number[];
  twice: number[];
};

/**
 * The CR2 adjustment of one client, A = (I - H)^(-1/2) with H = Z Zᵗ the client's block of the hat matrix
 * (Bell & McCaffrey 2002; Pustejovsky & Tipton 2018, JBES 36:672, with the identity as working model).
 * A has a row for every pair, but is only needed between Zᵗ and Z. Zᵗ Z = V diag(λ) Vᵗ has the eigenvalues
 * of H that are not 0, so that
 *
 *     Zᵗ A = V diag((1 - λ)^(-1/2)) Vᵗ Zᵗ
 *
 * and no matrix is larger than the number of columns. Where λ = 1 the generalised inverse puts 0: in that
 * direction the fit goes through the client's own points.
 */
export function cr2Adjustment({ gram, score, columns }: ClientDesign): Cr2Adjustment {
  const size = columns.length;
  const { values, vectors } = symmetricEigen(gram, size);
  const adjustedScore = new Array<number>(size).fill(0);
  const once = new Array<number>(size * size).fill(0);
  const twice = new Array<number>(size * size).fill(0);
  for (const [j, eigenvalue] of values.entries()) {
    const remaining = 1 - eigenvalue;
    if (remaining <= ALONE) continue;
    const factor = 1 / Math.sqrt(remaining);
    let along = 0;
    for (let a = 0; a < size; a++) along += vectors[a * size + j]! * score[a]!;
    for (let a = 0; a < size; a++) {
      const va = vectors[a * size + j]!;
      adjustedScore[a]! += factor * along * va;
      const forOnce = eigenvalue * factor * va;
      const forTwice = forOnce * factor;
      for (let b = 0; b < size; b++) {
        const vb = vectors[b * size + j]!;
        once[a * size + b]! += forOnce * vb;
        twice[a * size + b]! += forTwice * vb;
      }
    }
  }
  return { score: adjustedScore, once, twice };
}
