/** A square matrix, by rows, times a vector. */
export function squareTimes(matrix: Float64Array, vector: Float64Array): Float64Array<ArrayBuffer> {
  const size = vector.length;
  const product = new Float64Array(size);
  let row = 0;
  // Four sums at a time: none of them waits for another.
  for (; row + 4 <= size; row += 4) {
    let [a, b, c, d] = [0, 0, 0, 0];
    let at = row * size;
    for (let j = 0; j < size; j += 1, at += 1) {
      const factor = vector[j]!;
      a += matrix[at]! * factor;
      b += matrix[at + size]! * factor;
      c += matrix[at + 2 * size]! * factor;
      d += matrix[at + 3 * size]! * factor;
    }
    product[row] = a;
    product[row + 1] = b;
    product[row + 2] = c;
    product[row + 3] = d;
  }
  for (; row < size; row += 1) {
    let sum = 0;
    for (let j = 0; j < size; j += 1) sum += matrix[row * size + j]! * vector[j]!;
    product[row] = sum;
  }
  return product;
}
