import type { Counted } from './moments.ts';

/** A score before and a score after, both whole numbers 0-10. */
export type ScorePair = { before: number; after: number };

const SCORES = 11;

/**
 * The 11 x 11 matrix of counts `[before][after]`, all 0: the exact summary of paired scores, from which every
 * mean, standard deviation, median and responder rate follows.
 */
export function emptyTransitions(): number[][] {
  return Array.from({ length: SCORES }, () => new Array<number>(SCORES).fill(0));
}

/** One row of the matrix, flattened: a pair of scores and how often it was seen. */
export type CountedPair = ScorePair & { count: number };

/** The cells that were seen, in a fixed order. */
export function cells(matrix: readonly (readonly number[])[]): CountedPair[] {
  const seen: CountedPair[] = [];
  for (const [before, row] of matrix.entries()) {
    for (const [after, count] of row.entries()) if (count > 0) seen.push({ before, after, count });
  }
  return seen;
}

/** Improvement = before - after; positive is better. Sorted, each value once. */
export function improvements(pairs: readonly CountedPair[]): Counted[] {
  const counts = new Map<number, number>();
  for (const { before, after, count } of pairs) {
    counts.set(before - after, (counts.get(before - after) ?? 0) + count);
  }
  return [...counts].sort(([a], [b]) => a - b);
}
