/** 3 / d2 for moving ranges of two points: from their mean to three standard deviations. */
const LIMIT_FACTOR = 2.66;
/** D4 for moving ranges of two points: the upper limit of a moving range itself. */
const RANGE_FACTOR = 3.267;

export type XmrLimits = { centre: number | null; lower: number | null; upper: number | null };

/**
 * Centre and limits of an XmR chart, mean ± 2.66 mean moving ranges. Moving ranges at or above 3.267 times
 * their mean are dropped once: they come from a jump, not from the process (NHS England, Making Data Count;
 * R package NHSRplotthedots). The centre stays the mean of all points.
 *
 * @param values in order of time
 * @returns null without a point; null limits with one
 * @example
 * xmrLimits([39, 41, 41, 41, 43, 44, 41, 42, 40, 41, 44, 40]); // => { centre: 41.41..., lower: 36.82..., upper: 46.01... }
 */
export function xmrLimits(values: readonly number[]): XmrLimits {
  if (values.length === 0) return { centre: null, lower: null, upper: null };
  const centre = meanOf(values);
  const ranges = values.slice(1).map((value, index) => Math.abs(value - values[index]!));
  if (ranges.length === 0) return { centre, lower: null, upper: null };
  const tooWide = RANGE_FACTOR * meanOf(ranges);
  const kept = ranges.filter((range) => range < tooWide);
  // Where nothing moves, every range is at its limit of 0 and none is a jump.
  const half = kept.length === 0 ? 0 : LIMIT_FACTOR * meanOf(kept);
  return { centre, lower: centre - half, upper: centre + half };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
