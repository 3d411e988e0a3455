import { DurationLikelihood } from './duration-likelihood.ts';
import { type MedianEstimate, robustVariance } from './duration-median.ts';
import { maximise } from './fit-durations.ts';
import type { FlexibleFit } from './flexible-fit.ts';
import type { ObservedDurations } from './observed-durations.ts';
import { modelOfMedian } from './score-model.ts';

/** What it costs to say that the log median is x: a root of the log-likelihood, about standard normal at the truth. */
export type ProfilePoint = { x: number; root: number };

/** How far to look on both sides: a factor of 10. */
const FARTHEST = Math.log(10);
/** No root farther from 0 is asked for. */
const LARGEST_ROOT = 4.5;
/** In robust SDs. The step grows, as where the log-likelihood is flat the limits are far. */
const FIRST_STEP = 0.6;
const GROWTH = 1.15;
/** Robust SD below which the log-likelihood is a parabola for all that can be seen. */
const NARROW = 0.02;

/**
 * Signed roots of the profile log-likelihood of a log median, scaled so that its curvature agrees with the client-robust
 * variance (Chandler & Bate 2007, Biometrika 94:167). Where many durations had ended before anybody asked, it is far
 * from a parabola, and an interval of plus and minus some standard errors misses the truth on one side.
 *
 * @returns points by ascending x, the estimate with the root 0 among them; they end where no distribution has such a
 *   median, where the root is large, or a factor of 10 away
 */
export function medianProfile(
  observed: ObservedDurations,
  found: FlexibleFit,
  median: MedianEstimate,
): ProfilePoint[] {
  const sd = Math.sqrt(robustVariance(median));
  if (sd < NARROW) {
    return [-LARGEST_ROOT, 0, LARGEST_ROOT].map((root) => ({ x: median.log + root * sd, root }));
  }
  const scale = Math.max(1, robustVariance(median) / median.modelVariance);
  const below = oneSide(observed, found, { from: median.log, sign: -1, sd, scale });
  const above = oneSide(observed, found, { from: median.log, sign: 1, sd, scale });
  return [...below.reverse(), { x: median.log, root: 0 }, ...above];
}

function oneSide(
  observed: ObservedDurations,
  { fit, bend }: FlexibleFit,
  { from, sign, sd, scale }: { from: number; sign: 1 | -1; sd: number; scale: number },
): ProfilePoint[] {
  const points: ProfilePoint[] = [];
  let slopes: Float64Array = fit.coefficients.slice(1);
  let step = FIRST_STEP * sd;
  for (let distance = step; ; distance += step) {
    const x = from + sign * Math.min(distance, FARTHEST);
    const model = modelOfMedian(x, bend);
    const optimum = maximise(new DurationLikelihood(observed, model), model, slopes);
    if (!optimum) return points;
    slopes = optimum.coefficients;
    const root = Math.sqrt(Math.max(0, (2 * (fit.logLikelihood - optimum.terms.value)) / scale));
    points.push({ x, root: sign * root });
    if (root > LARGEST_ROOT || distance >= FARTHEST) return points;
    step *= GROWTH;
  }
}

/** The log median whose root it is, by straight lines between points; null where the profile ends before. */
export function profileLimit(profile: readonly ProfilePoint[], root: number): number | null {
  const outwards = profile.filter((point) => point.root * Math.sign(root) >= 0);
  if (root < 0) outwards.reverse();
  const at = outwards.findIndex((point) => Math.abs(point.root) >= Math.abs(root));
  if (at < 1) return null;
  const [before, after] = [outwards[at - 1]!, outwards[at]!];
  return before.x + ((root - before.root) * (after.x - before.x)) / (after.root - before.root);
}

/** The root at a log median; beyond the ends that of the end. */
export function profileRoot(profile: readonly ProfilePoint[], x: number): number {
  const after = profile.findIndex((point) => point.x >= x);
  if (after === 0) return profile[0]!.root;
  if (after < 0) return profile.at(-1)!.root;
  const [a, b] = [profile[after - 1]!, profile[after]!];
  return a.root + ((b.root - a.root) * (x - a.x)) / (b.x - a.x);
}
