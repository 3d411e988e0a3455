/**
 * x of A x = b for a symmetric positive definite A, by Cholesky's decomposition A = L Lᵗ.
 *
 * @param matrix A by rows, of which the lower half is read; its place is used for L
 * @param right b, as long as A is wide
 */
export function solvePositive(
  matrix: Float64Array,
  right: Readonly<Float64Array>,
): Float64Array<ArrayBuffer> {
  const size = right.length;
  const solution = Float64Array.from(right);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * size + column]!;
      for (let k = 0; k < column; k++) rest -= matrix[row * size + k]! * matrix[column * size + k]!;
      matrix[row * size + column] = row === column ? Math.sqrt(rest) : rest / matrix[column * size + column]!;
    }
    for (let k = 0; k < row; k++) solution[row]! -= matrix[row * size + k]! * solution[k]!;
    solution[row]! /= matrix[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) solution[row]! -= matrix[k * size + row]! * solution[k]!;
    solution[row]! /= matrix[row * size + row]!;
  }
  return solution;
}
