import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Interval } from '../contract.ts';
import { tTail } from '../distributions/t-tail.ts';
import { leastDistance, type ProfiledMedian, welchDegrees } from './least-distance.ts';

export type MedianContrast = { ratio: number; ci95: Interval; p: number };

/** How far to look for a limit: a factor of 100 of the ratio. */
const FARTHEST = Math.log(100);
const BISECTIONS = 44;

/**
 * One median over another. The interval holds the ratios from which the medians are not far, so that it leaves 1 out
 * exactly when p is below 0.05.
 *
 * @returns null where the medians leave the ratio open on a side
 */
export function medianContrast(a: ProfiledMedian, b: ProfiledMedian): MedianContrast | null {
  const difference = a.median.log - b.median.log;
  const df = welchDegrees([a, b]);
  const most = tQuantile(0.975, df) ** 2;
  const distance = leastDistance([a, b]);
  const isFar = (shift: number) => distance([shift, 0]) > most;
  const low = limit(difference, -1, isFar);
  const high = limit(difference, 1, isFar);
  if (low === null || high === null) return null;
  return {
    ratio: Math.exp(difference),
    ci95: [Math.exp(low), Math.exp(high)],
    p: tTail(Math.sqrt(distance([0, 0])), df),
  };
}

function limit(difference: number, sign: 1 | -1, isFar: (shift: number) => boolean): number | null {
  let [near, far] = [0, FARTHEST];
  if (!isFar(difference + sign * far)) return null;
  for (let step = 0; step < BISECTIONS; step += 1) {
    const middle = (near + far) / 2;
    if (isFar(difference + sign * middle)) far = middle;
    else near = middle;
  }
  return difference + sign * near;
}
