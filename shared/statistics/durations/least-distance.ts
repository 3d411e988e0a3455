import { inverseQuadraticForms } from '../matrices/inverse-quadratic-form.ts';
import { type MedianEstimate, medianDegrees, robustVariance } from './duration-median.ts';
import { type ProfilePoint, profileRoot } from './median-profile.ts';

/** A median and what it costs to say another. */
export type ProfiledMedian = { median: MedianEstimate; profile: readonly ProfilePoint[] };

const PLACES = 48;
const REFINEMENTS = 24;

/**
 * How far medians are from being equal but for given shifts: the least rᵗ R⁻¹ r over all common log medians x, with
 * r the profile roots at x + shift and R their correlations, as clients may have a part in several. Chi-square at the
 * truth with one degree of freedom less than there are medians, also where some profile is no parabola (the idea of
 * Hansen, Heaton & Yaron 1996, J Bus Econ Stat 14:262: variances taken at the value that is asked about).
 */
export function leastDistance(medians: readonly ProfiledMedian[]): (shifts: readonly number[]) => number {
  // Many clients take long to go through; shifts are asked about one after the other.
  const correlations = medians.flatMap((a) => medians.map((b) => correlation(a.median, b.median)));
  const distance = inverseQuadraticForms(correlations, medians.length) ?? (() => 0);
  return (shifts) => leastAt(medians, distance, shifts);
}

function leastAt(
  medians: readonly ProfiledMedian[],
  distanceOf: (roots: readonly number[]) => number,
  shifts: readonly number[],
): number {
  const distance = (x: number) =>
    distanceOf(medians.map(({ profile }, index) => profileRoot(profile, x + shifts[index]!)));
  const places = medians.map(({ median }, index) => median.log - shifts[index]!);
  const low = Math.min(...places);
  const width = (Math.max(...places) - low) / PLACES;
  const distances = Array.from({ length: PLACES + 1 }, (_, place) => distance(low + place * width));
  const least = Math.min(...distances);
  const best = low + distances.indexOf(least) * width;
  return Math.min(least, refined(distance, best - width, best + width));
}

/** The least of a function with one valley, by thirds. */
function refined(of: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let step = 0; step < REFINEMENTS; step += 1) {
    const third = (high - low) / 3;
    if (of(low + third) < of(high - third)) high -= third;
    else low += third;
  }
  return of((low + high) / 2);
}

function correlation(a: MedianEstimate, b: MedianEstimate): number {
  if (a === b) return 1;
  const scale = (of: MedianEstimate) =>
    of.influences.length / (of.influences.length - 1) / robustVariance(of);
  return sharedProducts(a, b) * Math.sqrt(scale(a) * scale(b));
}

/** Σ of products of influences over the clients who have a part in both. */
function sharedProducts(a: MedianEstimate, b: MedianEstimate): number {
  let sum = 0;
  for (let inA = 0, inB = 0; inA < a.clients.length && inB < b.clients.length; ) {
    const apart = a.clients[inA]! - b.clients[inB]!;
    if (apart === 0) sum += a.influences[inA]! * b.influences[inB]!;
    if (apart <= 0) inA += 1;
    if (apart >= 0) inB += 1;
  }
  return sum;
}

/** Welch's degrees of freedom of several medians together. */
export function welchDegrees(medians: readonly ProfiledMedian[]): number {
  let sum = 0;
  let parts = 0;
  for (const { median } of medians) {
    const variance = robustVariance(median);
    sum += variance;
    parts += (variance * variance) / medianDegrees(median);
  }
  return (sum * sum) / parts;
}
