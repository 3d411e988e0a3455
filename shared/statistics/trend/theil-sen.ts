import type { Interval } from '../contract.ts';
import { Z_95 } from '../distributions/normal-limits.ts';
import { median } from '../summaries/median.ts';

/** A straight line, `value = intercept + slope * x`. */
export type Line = { slope: number; intercept: number };
/** The line and the lines through the limits of its slope. */
export type TheilSen = Line & { slopeCi95: Interval; lower: Line; upper: Line };

/**
 * The Theil-Sen line: the slope is the median of the slopes of all pairs of points, the intercept the median
 * of what is left (Theil 1950; Sen 1968, JASA 63:1379). One outlier in four does not move it.
 *
 * The 95 % interval of the slope is Sen's: with N slopes and C = z sqrt(Var S), Kendall's variance with ties
 * among the values, it runs from the slope of rank (N - C) / 2 to that of rank (N + C) / 2 + 1. Ranks that
 * are no whole numbers are taken outwards; where there are too few points for them, the interval runs from
 * the smallest slope to the largest.
 *
 * @param points at distinct x, in any order
 * @returns null for fewer than two points
 * @example
 * theilSen([7, 6, 6, 5, 5, 4].map((y, x) => ({ x, y }))); // => { slope: -0.5, intercept: 6.75, ... }
 */
export function theilSen(points: readonly { x: number; y: number }[]): TheilSen | null {
  const slopes = pairwiseSlopes(points);
  if (slopes.length === 0) return null;
  const through = (slope: number): Line => ({
    slope,
    intercept: median(points.map(({ x, y }) => y - slope * x))!,
  });
  const halfWidth = Z_95 * Math.sqrt(kendallVariance(points.map(({ y }) => y)));
  const low = Math.max(1, Math.floor((slopes.length - halfWidth) / 2));
  const high = Math.min(slopes.length, Math.ceil((slopes.length + halfWidth) / 2 + 1));
  const slopeCi95: Interval = [slopes[low - 1]!, slopes[high - 1]!];
  return {
    ...through(median(slopes)!),
    slopeCi95,
    lower: through(slopeCi95[0]),
    upper: through(slopeCi95[1]),
  };
}

/** In ascending order; pairs at one x have no slope. */
function pairwiseSlopes(points: readonly { x: number; y: number }[]): number[] {
  const inOrder = points.toSorted((a, b) => a.x - b.x);
  const slopes = inOrder.flatMap((first, index) =>
    inOrder.slice(index + 1).flatMap(({ x, y }) => (x > first.x ? [(y - first.y) / (x - first.x)] : [])),
  );
  return slopes.sort((a, b) => a - b);
}

/** Variance of Kendall's S where x has no ties: (n(n-1)(2n+5) - sum t(t-1)(2t+5)) / 18 (Kendall 1975). */
function kendallVariance(values: readonly number[]): number {
  const term = (n: number) => n * (n - 1) * (2 * n + 5);
  const ties = [...Map.groupBy(values, (value) => value).values()].map(({ length }) => term(length));
  return (term(values.length) - ties.reduce((sum, tie) => sum + tie, 0)) / 18;
}
