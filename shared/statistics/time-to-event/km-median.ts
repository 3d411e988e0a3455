import type { CurveRow, TimeToEventStatistics } from '../contract.ts';

/** A product of fractions may miss one half by a rounding error. */
const TOLERANCE = 1e-9;

/**
 * Median of a Kaplan-Meier curve, the smallest time with S <= 0.5, and its 95 % interval by inverting the
 * band (Brookmeyer & Crowley 1982): the first times at which the lower and the upper limit are <= 0.5.
 *
 * @returns median null where S stays above one half; the interval null where the lower limit does, its
 *   upper end null where only the upper limit does
 */
export function kmMedian(curve: readonly CurveRow[]): Pick<TimeToEventStatistics, 'medianHours' | 'ci95'> {
  const low = firstAtHalf(curve, 'lower');
  return {
    medianHours: firstAtHalf(curve, 'survival'),
    ci95: low === null ? null : [low, firstAtHalf(curve, 'upper')],
  };
}

function firstAtHalf(curve: readonly CurveRow[], column: 'survival' | 'lower' | 'upper'): number | null {
  const row = curve.find((candidate) => {
    const value = candidate[column];
    return value !== null && value <= 0.5 + TOLERANCE;
  });
  return row?.hours ?? null;
}
