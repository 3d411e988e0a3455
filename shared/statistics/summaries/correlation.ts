import type { CountedPair } from './transitions.ts';

/**
 * Pearson's correlation of the scores before and after, from exact sums of whole numbers.
 *
 * @returns null for n < 2 and where either score is the same in all pairs
 */
export function correlation(pairs: readonly CountedPair[]): number | null {
  let n = 0;
  let sumX = 0;
  let sumY = 0;
  let sumXX = 0;
  let sumYY = 0;
  let sumXY = 0;
  for (const { before, after, count } of pairs) {
    n += count;
    sumX += before * count;
    sumY += after * count;
    sumXX += before * before * count;
    sumYY += after * after * count;
    sumXY += before * after * count;
  }
  const spreadX = n * sumXX - sumX * sumX;
  const spreadY = n * sumYY - sumY * sumY;
  if (spreadX === 0 || spreadY === 0) return null;
  const r = (n * sumXY - sumX * sumY) / (Math.sqrt(spreadX) * Math.sqrt(spreadY));
  return Math.max(-1, Math.min(1, r));
}
