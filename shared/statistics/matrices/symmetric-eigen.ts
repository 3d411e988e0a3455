/** A = V diag(values) Vᵗ: `vectors` holds V by rows, so that its column j belongs to `values[j]`. */
export type SymmetricEigen = { values: number[]; vectors: number[] };

const MOST_SWEEPS = 50;

/**
 * Eigenvalues and vectors of a small symmetric matrix by Jacobi's rotations, each of which makes one pair of
 * elements beside the diagonal 0 (Golub & Van Loan, Matrix Computations, 4th ed., section 8.5). It is as
 * accurate as any method, and up to a size of about ten as fast.
 *
 * @param matrix size x size, by rows; not changed
 * @returns the values in no particular order
 */
export function symmetricEigen(matrix: readonly number[], size: number): SymmetricEigen {
  const a = matrix.slice();
  const vectors = new Array<number>(size * size).fill(0);
  for (let j = 0; j < size; j++) vectors[j * size + j] = 1;
  const negligible = 2 ** -56 * frobeniusNorm(a);
  let rotated = true;
  for (let sweep = 0; rotated && sweep < MOST_SWEEPS; sweep++) {
    rotated = false;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) {
        if (Math.abs(a[p * size + q]!) <= negligible) continue;
        rotate(a, vectors, size, p, q);
        rotated = true;
      }
    }
  }
  const values = new Array<number>(size).fill(0);
  for (let j = 0; j < size; j++) values[j] = a[j * size + j]!;
  return { values, vectors };
}

function frobeniusNorm(matrix: readonly number[]): number {
  let squares = 0;
  for (const element of matrix) squares += element * element;
  return Math.sqrt(squares);
}

/** Makes the elements (p, q) and (q, p) 0 by a rotation of both axes, and turns the vectors with them. */
function rotate(a: number[], vectors: number[], size: number, p: number, q: number): void {
  const apq = a[p * size + q]!;
  const app = a[p * size + p]!;
  const aqq = a[q * size + q]!;
  const ratio = (aqq - app) / (2 * apq);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = tangent * cosine;
  for (let j = 0; j < size; j++) {
    const ajp = a[j * size + p]!;
    const ajq = a[j * size + q]!;
    a[j * size + p] = a[p * size + j] = cosine * ajp - sine * ajq;
    a[j * size + q] = a[q * size + j] = sine * ajp + cosine * ajq;
    const vjp = vectors[j * size + p]!;
    const vjq = vectors[j * size + q]!;
    vectors[j * size + p] = cosine * vjp - sine * vjq;
    vectors[j * size + q] = sine * vjp + cosine * vjq;
  }
  a[p * size + p] = app - tangent * apq;
  a[q * size + q] = aqq + tangent * apq;
  a[p * size + q] = a[q * size + p] = 0;
}
