import { squareTimes } from '../matrices/square-times.ts';
import { DurationLikelihood } from './duration-likelihood.ts';
import type { LikelihoodTerms } from './likelihood-terms.ts';
import type { ObservedDurations } from './observed-durations.ts';
import { positiveInverse } from './positive-inverse.ts';
import type { ScoreModel } from './score-model.ts';

const MOST_STEPS = 60;
/** The optimum is reached where a step would gain less than this of the log-likelihood. */
const NEGLIGIBLE = 1e-12;
const SHORTEST_STEP = 1e-9;

/** A distribution of durations, P(T <= t) = Φ(γ · b(log t)) with t in hours, and what its errors are made of. */
export type DurationFit = {
  model: ScoreModel;
  coefficients: Float64Array;
  logLikelihood: number;
  /** Of the coefficients under the model, by rows: the inverse of the observed information. */
  inverseInformation: Float64Array;
  likelihood: DurationLikelihood;
};

/**
 * Maximum likelihood by Newton's steps, each shortened until the likelihood rises.
 *
 * @param start coefficients of a proper distribution
 * @returns null where there is no proper optimum: the durations are too alike or too little bounded for one
 */
export function fitDurations(
  observed: ObservedDurations,
  model: ScoreModel,
  start: Float64Array,
): DurationFit | null {
  const likelihood = new DurationLikelihood(observed, model);
  const optimum = maximise(likelihood, model, start);
  const inverseInformation = optimum && positiveInverse(optimum.terms.curvature, model.size);
  if (!inverseInformation) return null;
  const { coefficients, terms } = optimum;
  return {
    model,
    coefficients,
    logLikelihood: terms.value,
    inverseInformation,
    likelihood,
  };
}

/** The optimum alone, for those who do not ask how sure it is. */
export function maximise(
  likelihood: DurationLikelihood,
  model: ScoreModel,
  start: Float64Array,
): { coefficients: Float64Array; terms: LikelihoodTerms } | null {
  let coefficients = start;
  let terms = likelihood.total(coefficients);
  for (let taken = 0; taken < MOST_STEPS; taken += 1) {
    const step = newtonStep(likelihood, coefficients, terms);
    if (!step) return null;
    if (step.gain < NEGLIGIBLE * Math.max(1, Math.abs(terms.value))) return { coefficients, terms };
    const next = shortened(likelihood, model, { coefficients, terms }, step.direction);
    if (!next) return { coefficients, terms };
    ({ coefficients, terms } = next);
  }
  return null;
}

function newtonStep(likelihood: DurationLikelihood, coefficients: Float64Array, terms: LikelihoodTerms) {
  const { size } = likelihood;
  const inverse =
    positiveInverse(terms.curvature, size) ??
    positiveInverse(likelihood.total(coefficients, true).curvature, size);
  if (!inverse) return null;
  const direction = squareTimes(inverse, terms.gradient);
  const gain = direction.reduce((sum, value, j) => sum + value * terms.gradient[j]!, 0) / 2;
  return Number.isFinite(gain) ? { direction, gain } : null;
}

function shortened(
  likelihood: DurationLikelihood,
  model: ScoreModel,
  from: { coefficients: Float64Array; terms: LikelihoodTerms },
  direction: Float64Array,
) {
  for (let length = 1; length > SHORTEST_STEP; length /= 2) {
    const coefficients = from.coefficients.map((value, j) => value + length * direction[j]!);
    if (!isProper(coefficients, model.slopeAt)) continue;
    const terms = likelihood.total(coefficients);
    if (terms.value >= from.terms.value) return { coefficients, terms };
  }
  return null;
}

/** Both tails rise. */
function isProper(coefficients: Float64Array, at: number): boolean {
  return coefficients[at]! > 0 && coefficients[at]! + (coefficients[at + 1] ?? 0) > 0;
}
