/** A⁻¹ by Gauss-Jordan elimination with pivoting: slow, and nothing like the code under test. */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, at) => [
    ...row,
    ...Array.from({ length: size }, (_, to) => Number(to === at)),
  ]);
  for (let pivot = 0; pivot < size; pivot++) {
    const best = rows
      .slice(pivot)
      .reduce(
        (top, row, at) => (Math.abs(row[pivot]!) > Math.abs(rows[top]![pivot]!) ? pivot + at : top),
        pivot,
      );
    [rows[pivot], rows[best]] = [rows[best]!, rows[pivot]!];
    const scale = rows[pivot]![pivot]!;
    rows[pivot] = rows[pivot]!.map((value) => value / scale);
    for (let at = 0; at < size; at++) {
      if (at === pivot) continue;
      const factor = rows[at]![pivot]!;
      rows[at] = rows[at]!.map((value, to) => value - factor * rows[pivot]![to]!);
    }
  }
  return rows.map((row) => row.slice(size));
}

/** Weighted least squares with a dense design: (A'WA)⁻¹ A'Wy and the covariance (A'WA)⁻¹. */
export function leastSquares(design: number[][], weights: number[], measured: number[]) {
  const size = design[0]!.length;
  const indices = Array.from({ length: size }, (_, at) => at);
  const normal = indices.map((i) =>
    indices.map((j) => design.reduce((sum, row, at) => sum + weights[at]! * row[i]! * row[j]!, 0)),
  );
  const right = indices.map((i) =>
    design.reduce((sum, row, at) => sum + weights[at]! * row[i]! * measured[at]!, 0),
  );
  const covariance = inverse(normal);
  return {
    x: covariance.map((row) => row.reduce((sum, value, at) => sum + value * right[at]!, 0)),
    covariance,
  };
}
