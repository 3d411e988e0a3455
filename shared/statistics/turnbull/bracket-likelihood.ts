import type { Coverages } from './coverages.ts';

/** Far from the smallest number there is, so that no product loses digits. */
const SMALLEST_PRODUCT = 1e-150;

/** The probability that an estimate gives to a bracket that covers these intervals. */
export function probability(cumulated: Float64Array, first: number, last: number): number {
  return cumulated[last]! - (first === 0 ? 0 : cumulated[first - 1]!);
}

/**
 * The log-likelihood of brackets under an estimate of the cumulated masses. Most brackets are single: their
 * probabilities are multiplied for as long as they can be, as logarithms are dear.
 */
export function logLikelihood(cumulated: Float64Array, { first, last, count }: Coverages): number {
  let sum = 0;
  let product = 1;
  for (let index = 0; index < count.length; index++) {
    const share = probability(cumulated, first[index]!, last[index]!);
    if (!(share > 0)) return Number.NEGATIVE_INFINITY;
    if (count[index] === 1) {
      product *= share;
      if (product > SMALLEST_PRODUCT) continue;
      sum += Math.log(product);
      product = 1;
    } else {
      sum += count[index]! * Math.log(share);
    }
  }
  return sum + Math.log(product);
}
