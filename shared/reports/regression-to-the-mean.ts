import { decimal } from './number-text.ts';

/**
 * How far a mean pain score falls without any treatment because people are counted from when it is high:
 * smallest and largest value, in points of 0-10, of the models of P. R. Kamerman and J. Vollert, "Greater
 * baseline pain inclusion criteria in clinical trials increases regression to the mean effect", Pain 163
 * (2022) e748: trials of chronic pain that admit from 3, 4 or 5 points on.
 */
export const REGRESSION_BAND = [0.13, 0.78] as const;

const [LOW, HIGH] = REGRESSION_BAND.map((points) => decimal(points, 2));

/** Stands directly below every table with means that have no control group. */
export const REGRESSION_LINE = `Expected without any treatment, by regression to the mean alone: a fall of ${LOW} to ${HIGH} points.`;

/** A mean improvement with the lower limit of its interval, in points. */
export type UncontrolledMean = { name: string; mean: number | null; lower: number | null };

/**
 * The band, and which means are not told apart from it: their interval does not lie above it, or they have
 * none. To lie above it is no proof of an effect either, which the line does not claim.
 */
export function regressionLines(means: readonly UncontrolledMean[]): string[] {
  const known = means.filter(({ mean }) => mean !== null);
  if (known.length === 0) return [];
  const within = known.filter(({ lower }) => lower === null || lower <= REGRESSION_BAND[1]);
  if (within.length === 0) return [REGRESSION_LINE];
  const names = within.map(({ name }) => name).join(', ');
  return [REGRESSION_LINE, `Not told apart from that fall, by the interval: ${names}.`];
}
