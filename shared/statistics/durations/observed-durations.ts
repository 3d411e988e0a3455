/**
 * Durations that reports have only bracketed, client by client: each ended in (left, right], and was seen because it
 * had not ended at `first`. In hours, 0 at the least; `right` is infinite where nobody saw the end, and `first` is null
 * where a duration would have been seen however short it was. Columns of one length.
 */
export type ObservedDurations = {
  first: Float64Array | null;
  left: Float64Array;
  right: Float64Array;
  /** Whole numbers that tell clients apart, ascending. */
  clients: Int32Array;
};
