import type { Stratum } from '../contract.ts';
import { moments } from '../summaries/moments.ts';
import { type CountedPair, improvements } from '../summaries/transitions.ts';

/** Mild, moderate and severe pain before, bounds inclusive; a score of 0 before lies in none. */
export const STRATA = [
  { stratum: '1-3', low: 1, high: 3 },
  { stratum: '4-6', low: 4, high: 6 },
  { stratum: '7-10', low: 7, high: 10 },
] as const;

/** The index of the stratum of a score before; -1 for 0. */
export function stratumOf(before: number): number {
  return STRATA.findIndex(({ low, high }) => before >= low && before <= high);
}

/** Improvement by the score before: whoever starts high has further to fall. All strata, also empty ones. */
export function byBaseline(pairs: readonly CountedPair[]): Stratum[] {
  return STRATA.map(({ stratum, low, high }) => ({
    stratum,
    ...moments(improvements(pairs.filter(({ before }) => before >= low && before <= high))),
  }));
}
