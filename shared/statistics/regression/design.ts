/**
 * A regression of one response on columns most of which are 0 in a row, its rows client by client. Rows are made
 * when asked for, so that a million of them need no memory.
 */
export type Design = {
  columns: number;
  /** Rows of client g are from `starts[g]` to `starts[g + 1]`; one more than there are clients. */
  starts: Int32Array;
  response: Float64Array;
  /**
   * Writes the columns of a row that may differ from 0, each once, and their values.
   *
   * @returns how many there are, at most `widest`
   */
  fill(row: number, columns: Int32Array, values: Float64Array): number;
  widest: number;
};
