import { solvePositive } from '../../../statistics/matrices/solve-positive.ts';

/** Counts whose sum is known: the places of those counts, and what they add up to, 0 or more. */
export type KnownSum = { of: readonly number[]; sum: number };

const MOST_STEPS = 200;
const LEAST_STEP = 1e-10;
/** A descent, relative to the height, that rounding can make up. */
const NOTHING = 1e-18;
/** By how much a sum may be missed for each unit that its counts are moved. */
const SLACK = 1e-6;

/**
 * The counts x >= 0 that have known sums and are nearest to some others: the least Σ (x - wanted)².
 *
 * There is one answer. Each count is max(0, wanted - pulls of its sums), and the pulls are the least of a convex function
 * that is quadratic as long as the same counts are above 0 (the dual problem). Newton's steps, halved while they do not
 * descend, end where the set of them no longer changes.
 *
 * @param wanted may be below 0
 * @param sums that some counts of 0 or more have
 */
export function nearestCounts(wanted: readonly number[], sums: readonly KnownSum[]): number[] {
  const sumsOf = wanted.map((_, place) => sums.flatMap(({ of }, sum) => (of.includes(place) ? [sum] : [])));
  let pulls = new Float64Array(sums.length);
  let now = heightAt(pulls, wanted, sums, sumsOf);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { move, descent } = newtonStep(pulls, now.counts, sums, sumsOf);
    if (descent <= NOTHING * (1 + Math.abs(now.height))) break;
    let size = 1;
    let next = moved(pulls, move, size);
    let there = heightAt(next, wanted, sums, sumsOf);
    while (there.height > now.height - 1e-4 * size * descent && size > LEAST_STEP) {
      size /= 2;
      next = moved(pulls, move, size);
      there = heightAt(next, wanted, sums, sumsOf);
    }
    [pulls, now] = [next, there];
  }
  return now.counts;
}

const moved = (pulls: Float64Array, move: Float64Array, size: number) =>
  pulls.map((pull, sum) => pull - size * move[sum]!);

function heightAt(
  pulls: Float64Array,
  wanted: readonly number[],
  sums: readonly KnownSum[],
  sumsOf: readonly (readonly number[])[],
): { counts: number[]; height: number } {
  const counts = wanted.map((want, place) =>
    Math.max(0, want - sumsOf[place]!.reduce((pull, sum) => pull + pulls[sum]!, 0)),
  );
  const ofCounts = counts.reduce((height, count) => height + count ** 2 / 2, 0);
  const height = sums.reduce(
    (all, { sum }, at) => all + pulls[at]! * sum + (SLACK / 2) * pulls[at]! ** 2,
    ofCounts,
  );
  return { counts, height };
}

function newtonStep(
  pulls: Float64Array,
  counts: readonly number[],
  sums: readonly KnownSum[],
  sumsOf: readonly (readonly number[])[],
): { move: Float64Array; descent: number } {
  const size = sums.length;
  const gradient = Float64Array.from(sums, ({ sum }, at) => sum + SLACK * pulls[at]!);
  const matrix = new Float64Array(size * size);
  for (let at = 0; at < size; at++) matrix[at * size + at] = SLACK;
  for (const [place, count] of counts.entries()) {
    if (count === 0) continue;
    for (const one of sumsOf[place]!) {
      gradient[one]! -= count;
      for (const other of sumsOf[place]!) matrix[one * size + other]! += 1;
    }
  }
  const move = solvePositive(matrix, gradient);
  return { move, descent: move.reduce((sum, by, at) => sum + by * gradient[at]!, 0) };
}
