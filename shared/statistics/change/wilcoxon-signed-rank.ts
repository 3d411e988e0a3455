import erfc from '@stdlib/math-base-special-erfc';
import type { Change } from '../contract.ts';
import type { Counted } from '../summaries/moments.ts';

const LARGEST_EXACT = 50;
const FEWEST_CLIENTS = 10;

/** Non-zero improvements of one size: how many there are of each sign, and the mid-rank they share. */
type Tie = { positive: number; count: number; rank: number };

/**
 * Wilcoxon's signed-rank test of improvements, zeros dropped (Wilcoxon 1945; not Pratt's version), mid-ranks
 * for ties. V is the rank sum of the positive ones. The two-sided p is exact, conditional on the ties, up to
 * 50 non-zero improvements: twice the smaller tail, at most 1. Above, it is normal with the variance for
 * ties and a continuity correction of 0.5.
 *
 * @param improvements whole numbers, each once, with their counts
 * @param clients how many clients they come from; below 10 there is no p
 * @returns v and p null when every improvement is 0
 */
export function wilcoxonSignedRank(improvements: readonly Counted[], clients: number): Change['wilcoxon'] {
  const total = improvements.reduce((sum, [, count]) => sum + count, 0);
  const ties = tiesOf(improvements);
  const n = ties.reduce((sum, { count }) => sum + count, 0);
  if (n === 0) return { v: null, n, zeros: total, p: null };
  const v = ties.reduce((sum, { positive, rank }) => sum + positive * rank, 0);
  if (clients < FEWEST_CLIENTS) return { v, n, zeros: total - n, p: null };
  return { v, n, zeros: total - n, p: n <= LARGEST_EXACT ? exactP(ties, n, v) : normalP(ties, n, v) };
}

function tiesOf(improvements: readonly Counted[]): Tie[] {
  const bySize = new Map<number, { positive: number; count: number }>();
  for (const [value, count] of improvements) {
    if (value === 0 || count === 0) continue;
    const tie = bySize.get(Math.abs(value)) ?? { positive: 0, count: 0 };
    tie.count += count;
    if (value > 0) tie.positive += count;
    bySize.set(Math.abs(value), tie);
  }
  let below = 0;
  return [...bySize]
    .sort(([a], [b]) => a - b)
    .map(([, tie]) => {
      const rank = below + (tie.count + 1) / 2;
      below += tie.count;
      return { ...tie, rank };
    });
}

/**
 * Counts, of all 2^n choices of signs, those with each value of 2 V up to the smaller tail: whole numbers up
 * to 2^50, so exact. V is spread evenly about n (n + 1) / 4, so that either tail counts like the lower one.
 */
function exactP(ties: readonly Tie[], n: number, v: number): number {
  const tail = Math.min(2 * v, n * (n + 1) - 2 * v);
  const ways = new Float64Array(tail + 1);
  ways[0] = 1;
  let largest = 0;
  for (const { count, rank } of ties) {
    const doubledRank = 2 * rank;
    for (let member = 0; member < count; member++) {
      largest = Math.min(largest + doubledRank, tail);
      for (let sum = largest; sum >= doubledRank; sum--) ways[sum]! += ways[sum - doubledRank]!;
    }
  }
  const inTail = ways.reduce((sum, number) => sum + number, 0);
  return Math.min(1, (2 * inTail) / 2 ** n);
}

function normalP(ties: readonly Tie[], n: number, v: number): number {
  const mean = (n * (n + 1)) / 4;
  const forTies = ties.reduce((sum, { count }) => sum + (count ** 3 - count), 0) / 48;
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - forTies;
  const distance = Math.max(0, Math.abs(v - mean) - 0.5);
  return erfc(distance / Math.sqrt(2 * variance));
}
