import type { LikelihoodTerms } from './likelihood-terms.ts';
import type { ScoreModel } from './score-model.ts';

/**
 * A normal prior around 0 of u = log((c + g) / c), c being the slope of the lower tail and c + g that of the upper one:
 * the distribution is thought to be log-normal unless the durations say otherwise, whatever its spread.
 *
 * @param concaveOnly leaves out of the curvature what may be negative
 */
export function addShapePrior(
  { bend, slopeAt, size }: ScoreModel,
  coefficients: Float64Array,
  into: LikelihoodTerms,
  concaveOnly: boolean,
): void {
  if (!bend) return;
  const [lower, upper] = [coefficients[slopeAt]!, coefficients[slopeAt]! + coefficients[slopeAt + 1]!];
  const u = Math.log(upper / lower);
  const variance = bend.sd * bend.sd;
  const byLower = 1 / upper - 1 / lower;
  const byBend = 1 / upper;
  const rest = concaveOnly ? 0 : u;
  const last = slopeAt + 1;
  into.value -= (u * u) / (2 * variance);
  into.gradient[slopeAt]! -= (u * byLower) / variance;
  into.gradient[last]! -= (u * byBend) / variance;
  const cross = (byLower * byBend - rest / (upper * upper)) / variance;
  into.curvature[slopeAt * size + slopeAt]! +=
    (byLower * byLower + rest * (1 / (lower * lower) - 1 / (upper * upper))) / variance;
  into.curvature[slopeAt * size + last]! += cross;
  into.curvature[last * size + slopeAt]! += cross;
  into.curvature[last * size + last]! += (byBend * byBend - rest / (upper * upper)) / variance;
}

/** Derivative of u by all coefficients. */
export function shapeDerivative({ slopeAt, size }: ScoreModel, coefficients: Float64Array): Float64Array {
  const derivative = new Float64Array(size);
  const [lower, upper] = [coefficients[slopeAt]!, coefficients[slopeAt]! + coefficients[slopeAt + 1]!];
  derivative[slopeAt] = 1 / upper - 1 / lower;
  derivative[slopeAt + 1] = 1 / upper;
  return derivative;
}
