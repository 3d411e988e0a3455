/**
 * The functions of log time whose sum is the normal score of a distribution of durations,
 * P(T <= t) = Φ(γ0 + γ1 x + γ2 s(x)) with x = log t (Royston & Parmar 2002, Stat Med 21:2175, their probit scale).
 * Without knots there is no s, and T is log-normal. With them s is the natural cubic spline of three knots: flat
 * below the lowest, of slope 1 above the highest, so that γ1 and γ1 + γ2 are the slopes of the two tails.
 */
export type LogTimeBasis = { knots: readonly [low: number, middle: number, high: number] | null };

export const LOG_NORMAL: LogTimeBasis = { knots: null };

/** How many coefficients a distribution has. */
export const coefficientCount = ({ knots }: LogTimeBasis) => (knots ? 3 : 2);

/** s(x) and its slope; 0 without knots. */
export function splineAt({ knots }: LogTimeBasis, x: number): { value: number; slope: number } {
  if (!knots) return { value: 0, slope: 0 };
  const [low, middle, high] = knots;
  const span = high - low;
  if (x <= low) return { value: 0, slope: 0 };
  if (x >= high) return { value: x - (low + middle + high) / 3, slope: 1 };
  if (x <= middle) {
    const rise = (x - low) / (span * (middle - low));
    return { value: (rise * (x - low) ** 2) / 3, slope: rise * (x - low) };
  }
  const rest = (high - x) / (span * (high - middle));
  return {
    value: x - (low + middle + high) / 3 + (rest * (high - x) ** 2) / 3,
    slope: 1 - rest * (high - x),
  };
}
