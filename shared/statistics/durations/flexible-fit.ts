import { type DurationFit, fitDurations } from './fit-durations.ts';
import { logNormalFit } from './log-normal-fit.ts';
import type { ObservedDurations } from './observed-durations.ts';
import { type Bend, freeModel } from './score-model.ts';

/** A distribution of durations whose shape the durations themselves may have bent. */
export type FlexibleFit = { fit: DurationFit; bend: Bend };

/** SD of the prior of the log of upper over lower slope, which is 0 for log-normal and 0.9 for Weibull. */
const SHAPE_SD = 0.3;
/** How many SDs from the middle the bend ends: at the 10 % and 90 % points of the log-normal. */
const BENT_WITHIN = 1.2815515655446004;
/** Durations that are all alike, within 5 %, are none of people: reports as rare as the durations leave that open. */
const LEAST_SD = 0.05;
/** Above this log-likelihood all brackets are sure, as they have an hour in common. */
const SURE = -1e-6;
/** Of more durations than twice this, so many are enough to find a place to start from. */
const ENOUGH = 4000;

/**
 * The distribution that bracketed durations are likeliest under: log-normal on the whole, with a bend of its normal
 * score where they show one (Royston & Parmar 2002, Stat Med 21:2175), since a log-normal alone misses the median of
 * other shapes. The prior of the bend counts as much as a few durations do; of many it is not felt.
 *
 * @returns null where the reports do not tell
 */
export function flexibleFit(observed: ObservedDurations): FlexibleFit | null {
  const few = everyNth(observed, Math.floor(observed.left.length / ENOUGH));
  const logNormal = logNormalFit(few);
  if (!logNormal) return null;
  const [constant, slope] = logNormal.coefficients;
  const [mean, sd] = [-constant! / slope!, 1 / slope!];
  if (sd < LEAST_SD || logNormal.logLikelihood > SURE) return null;
  const bend: Bend = { knots: [mean - BENT_WITHIN * sd, mean, mean + BENT_WITHIN * sd], sd: SHAPE_SD };
  const model = freeModel(bend);
  const start = fitDurations(few, model, Float64Array.of(constant!, slope!, 0));
  const fit = start && (few === observed ? start : fitDurations(observed, model, start.coefficients));
  return fit && { fit, bend };
}

function everyNth(observed: ObservedDurations, nth: number): ObservedDurations {
  if (nth < 2) return observed;
  const chosen = (_: number, index: number) => index % nth === 0;
  return {
    first: observed.first?.filter(chosen) ?? null,
    left: observed.left.filter(chosen),
    right: observed.right.filter(chosen),
    clients: observed.clients.filter(chosen),
  };
}
