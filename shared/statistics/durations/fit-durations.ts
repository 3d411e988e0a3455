import { DurationLikelihood, type LikelihoodTerms } from './duration-likelihood.ts';
import type { LogTimeBasis } from './log-time-basis.ts';
import type { ObservedDurations } from './observed-durations.ts';
import { positiveInverse } from './positive-inverse.ts';

const MOST_STEPS = 60;
/** The optimum is reached where a step would gain less than this of the log-likelihood. */
const NEGLIGIBLE = 1e-12;
const SHORTEST_STEP = 1e-9;

/** A distribution of durations, P(T <= t) = Φ(γ · b(log t)) with t in hours, and what its errors are made of. */
export type DurationFit = {
  basis: LogTimeBasis;
  coefficients: Float64Array;
  logLikelihood: number;
  /** Of the coefficients under the model, by rows: the inverse of the observed information. */
  inverseInformation: Float64Array;
  /** Gradient and negative second derivatives of each client's log-likelihood, in the order of clients. */
  clients: { client: number; terms: LikelihoodTerms }[];
};

/**
 * Maximum likelihood by Newton's steps, each shortened until the likelihood rises.
 *
 * @param start coefficients of a proper distribution
 * @returns null where there is no proper optimum: the durations are too alike or too little bounded for one
 */
export function fitDurations(
  observed: ObservedDurations,
  basis: LogTimeBasis,
  start: Float64Array,
): DurationFit | null {
  const likelihood = new DurationLikelihood(observed, basis);
  let coefficients = start;
  let terms = likelihood.total(coefficients);
  for (let taken = 0; taken < MOST_STEPS; taken += 1) {
    const step = newtonStep(likelihood, coefficients, terms);
    if (!step) return null;
    if (step.gain < NEGLIGIBLE * Math.max(1, Math.abs(terms.value))) {
      return finished(likelihood, basis, coefficients, terms);
    }
    const next = shortened(likelihood, coefficients, terms.value, step.direction);
    if (!next) return finished(likelihood, basis, coefficients, terms);
    coefficients = next.coefficients;
    terms = next.terms;
  }
  return null;
}

function newtonStep(likelihood: DurationLikelihood, coefficients: Float64Array, terms: LikelihoodTerms) {
  const { size } = likelihood;
  const inverse =
    positiveInverse(terms.curvature, size) ??
    positiveInverse(likelihood.total(coefficients, true).curvature, size);
  if (!inverse) return null;
  const direction = times(inverse, terms.gradient);
  const gain = direction.reduce((sum, value, j) => sum + value * terms.gradient[j]!, 0) / 2;
  return Number.isFinite(gain) ? { direction, gain } : null;
}

function shortened(
  likelihood: DurationLikelihood,
  from: Float64Array,
  before: number,
  direction: Float64Array,
) {
  for (let length = 1; length > SHORTEST_STEP; length /= 2) {
    const coefficients = from.map((value, j) => value + length * direction[j]!);
    if (!isProper(coefficients)) continue;
    const terms = likelihood.total(coefficients);
    if (terms.value >= before) return { coefficients, terms };
  }
  return null;
}

/** Both tails rise. */
function isProper(coefficients: Float64Array): boolean {
  return coefficients[1]! > 0 && coefficients[1]! + (coefficients[2] ?? 0) > 0;
}

function finished(
  likelihood: DurationLikelihood,
  basis: LogTimeBasis,
  coefficients: Float64Array,
  terms: LikelihoodTerms,
): DurationFit | null {
  const inverseInformation = positiveInverse(terms.curvature, likelihood.size);
  if (!inverseInformation) return null;
  const clients = likelihood.byClient(coefficients);
  return { basis, coefficients, logLikelihood: terms.value, inverseInformation, clients };
}

/** A square matrix, by rows, times a column. */
export function times(matrix: Float64Array, column: Float64Array): Float64Array {
  const size = column.length;
  return column.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < size; j += 1) sum += matrix[i * size + j]! * column[j]!;
    return sum;
  });
}
