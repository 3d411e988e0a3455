import { type DurationFit, fitDurations } from './fit-durations.ts';
import type { ObservedDurations } from './observed-durations.ts';
import { freeModel } from './score-model.ts';

/** A spread to start from when the durations themselves show less. */
const LEAST_SPREAD = 0.2;

/**
 * The log-normal distribution that bracketed durations are likeliest under: log T has the mean -γ0 / γ1 and the SD
 * 1 / γ1 (compare `survreg(type = "interval2", dist = "lognormal")` of R's survival package).
 *
 * @returns null where there is none
 */
export function logNormalFit(observed: ObservedDurations): DurationFit | null {
  const { left, right } = observed;
  let sum = 0;
  let squares = 0;
  for (let index = 0; index < left.length; index += 1) {
    const end = right[index] === Number.POSITIVE_INFINITY ? 1.5 * left[index]! : right[index]!;
    const middle = Math.log(Math.max((left[index]! + end) / 2, 1 / 60));
    sum += middle;
    squares += middle * middle;
  }
  const mean = sum / left.length;
  const spread = Math.sqrt(Math.max(squares / left.length - mean * mean, LEAST_SPREAD ** 2));
  return fitDurations(observed, freeModel(null), Float64Array.of(-mean / spread, 1 / spread));
}
