import type { Design } from '../../../shared/statistics/regression/design.ts';

/** A design of rows that are written out in full, mostly for few rows. */
export function denseDesign(
  rows: readonly (readonly number[])[],
  response: readonly number[],
  starts: readonly number[],
): Design {
  const columns = rows[0]?.length ?? 0;
  return {
    columns,
    widest: columns,
    starts: Int32Array.from(starts),
    response: Float64Array.from(response),
    fill: (row, indices, values) => {
      for (let column = 0; column < columns; column += 1) {
        indices[column] = column;
        values[column] = rows[row]![column]!;
      }
      return columns;
    },
  };
}
