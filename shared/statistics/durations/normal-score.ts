import type { DurationFit } from './fit-durations.ts';
import { splineAt } from './log-time-basis.ts';

/** γ · b(x): the share of durations that have ended by e^x hours is Φ of it. */
export function normalScoreAt(
  { basis, coefficients }: Pick<DurationFit, 'basis' | 'coefficients'>,
  x: number,
): number {
  const [constant, first, last = 0] = coefficients;
  return constant! + first! * x + last * splineAt(basis, x).value;
}
