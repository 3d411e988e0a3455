import type { CurveRow, TimeToEventStatistics } from '../contract.ts';

const HORIZON_HOURS = 168;

/**
 * Mean time up to a horizon of 168 h: the area under a Kaplan-Meier curve, its last value carried on to
 * the horizon. Variance Σ A² d / (n (n - d)) over the event times, A being the area from there to the
 * horizon (Royston & Parmar 2013, BMC Med Res Methodol 13:152).
 *
 * @returns mean and se null for an empty curve
 */
export function restrictedMean(curve: readonly CurveRow[]): TimeToEventStatistics['restrictedMean'] {
  if (curve.length === 0) return { horizonHours: HORIZON_HOURS, mean: null, se: null };
  const rows = curve.filter(({ hours }) => hours <= HORIZON_HOURS);
  let areaToHorizon = 0;
  let variance = 0;
  let next = HORIZON_HOURS;
  for (const { hours, survival, atRisk, events } of rows.toReversed()) {
    areaToHorizon += survival * (next - hours);
    next = hours;
    const remaining = atRisk - events;
    // Where nobody remains there is no area left to be uncertain about.
    if (remaining > 0) variance += (areaToHorizon ** 2 * events) / (atRisk * remaining);
  }
  return { horizonHours: HORIZON_HOURS, mean: areaToHorizon + next, se: Math.sqrt(variance) };
}
