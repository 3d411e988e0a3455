import type { Comparisons, Group } from '../statistics/contract.ts';
import { shownInterval } from './change-interval.ts';

/** IMMPACT and Farrar et al. 2001: from 2 points or 30 % on, a fall of pain is clinically important. */
export const IMPORTANT_POINTS = 2;
export const IMPORTANT_SHARE = 0.3;

export type Importance = {
  technique: string;
  mean: number;
  /** Where the whole 95 % interval lies against 2 points; `open`: on both sides of it, or there is none. */
  standing: 'above' | 'below' | 'open';
};

/**
 * Which techniques' mean falls are clinically important as far as the data say: by the adjusted mean where
 * techniques are compared, else by the raw one.
 */
export function clinicalImportance(
  techniques: readonly Group[],
  { reference, adjusted }: Pick<Comparisons, 'reference' | 'adjusted'>,
): Importance[] {
  const means =
    reference === null
      ? techniques.map(({ technique, immediate }) => ({
          technique,
          mean: immediate.improvement.mean,
          interval: shownInterval(immediate),
        }))
      : adjusted.map(({ technique, mean, ci95 }) => ({ technique, mean, interval: ci95 }));
  return means.flatMap(({ technique, mean, interval }) => {
    if (mean === null) return [];
    const standing =
      interval === null
        ? 'open'
        : interval[0] >= IMPORTANT_POINTS
          ? 'above'
          : interval[1] < IMPORTANT_POINTS
            ? 'below'
            : 'open';
    return [{ technique, mean, standing }];
  });
}
