/** A margin and what it is the sum of, as indices of cells. */
export type Line = { sum: number; parts: readonly number[] };

/** Counts that add up: inner cells and margins alike, and every equation between them. */
export type AdditiveTable = { counts: readonly number[]; lines: readonly Line[] };

/**
 * A table of any number of dimensions with all its margins. Each dimension gets one place more, its last,
 * for "all": in two dimensions the cell of row i and column j is i x (columns + 1) + j, and the last cell is
 * the grand total.
 *
 * @param shape categories of each dimension
 * @param inner counts of the inner cells, the last dimension fastest
 */
export function additiveTable(shape: readonly number[], inner: readonly number[]): AdditiveTable {
  const strides = stridesOf(shape.map((size) => size + 1));
  const cells = shape.reduce((product, size) => product * (size + 1), 1);
  const counts = Array.from({ length: cells }, () => 0);
  const innerStrides = stridesOf(shape);
  const places = Array.from({ length: cells }, (_, cell) =>
    shape.map((size, dimension) => Math.floor(cell / strides[dimension]!) % (size + 1)),
  );
  const isAll = (cell: number, dimension: number) => places[cell]![dimension] === shape[dimension];
  for (const [index, count] of inner.entries()) {
    const place = shape.map((size, dimension) => Math.floor(index / innerStrides[dimension]!) % size);
    for (let margin = 0; margin < 2 ** shape.length; margin += 1) {
      const at = place.map((own, dimension) => ((margin >> dimension) & 1 ? shape[dimension]! : own));
      counts[at.reduce((sum, own, dimension) => sum + own * strides[dimension]!, 0)]! += count;
    }
  }
  const lines = counts.flatMap((_, cell) =>
    shape.flatMap((size, dimension) => {
      if (!isAll(cell, dimension)) return [];
      const first = cell - size * strides[dimension]!;
      return [
        { sum: cell, parts: Array.from({ length: size }, (_, at) => first + at * strides[dimension]!) },
      ];
    }),
  );
  return { counts, lines };
}

function stridesOf(sizes: readonly number[]): number[] {
  return sizes.map((_, dimension) => sizes.slice(dimension + 1).reduce((product, size) => product * size, 1));
}
