import { CoverageCounts, type Coverages } from './coverages.ts';

/** The intervals that have mass, in order. */
export function filledIntervals(cumulated: Float64Array): Int32Array {
  const filled: number[] = [];
  let before = 0;
  for (let interval = 0; interval < cumulated.length; interval += 1) {
    if (cumulated[interval]! > before) filled.push(interval);
    before = cumulated[interval]!;
  }
  return Int32Array.from(filled);
}

/**
 * What brackets cover of some intervals alone, which are numbered from 0 in their order.
 *
 * @param coverages each covers one of them at least
 * @param size how many intervals there are in all
 */
export function onFilled(coverages: Coverages, filled: Int32Array, size: number): Coverages {
  const upTo = countsUpTo(filled, size);
  const { first, last, count } = coverages;
  const counts = new CoverageCounts(filled.length, count.length);
  for (let index = 0; index < count.length; index += 1) {
    const below = first[index] === 0 ? 0 : upTo[first[index]! - 1]!;
    counts.add(below, upTo[last[index]!]! - 1, count[index]!);
  }
  return counts.coverages();
}

/** Cumulated masses of some intervals as those of all, the others being empty. */
export function spreadOut(cumulated: Float64Array, filled: Int32Array, size: number): Float64Array {
  const upTo = countsUpTo(filled, size);
  return Float64Array.from(upTo, (count) => (count === 0 ? 0 : cumulated[count - 1]!));
}

/** By interval: how many of some are at it or before it. */
function countsUpTo(some: Int32Array, size: number): Int32Array {
  const upTo = new Int32Array(size);
  for (const interval of some) upTo[interval] = 1;
  for (let interval = 1; interval < size; interval += 1) upTo[interval]! += upTo[interval - 1]!;
  return upTo;
}
