/** Three knots on the scale of log time. */
export type Knots = readonly [low: number, middle: number, high: number];

/**
 * The natural cubic spline of three knots that is 0 below the lowest and has the slope 1 above the highest; its slope
 * rises all the way (Royston & Parmar 2002, Stat Med 21:2175, put such splines on the scale of log time).
 */
export function naturalSpline([low, middle, high]: Knots, x: number): number {
  if (x <= low) return 0;
  const beyond = x - (low + middle + high) / 3;
  if (x >= high) return beyond;
  if (x <= middle) return (x - low) ** 3 / (3 * (high - low) * (middle - low));
  return beyond + (high - x) ** 3 / (3 * (high - low) * (high - middle));
}
