import type { TimeToEventStatistics } from '../contract.ts';
import { type Brackets, OPEN } from '../turnbull/brackets.ts';
import { turnbullMedianHours } from '../turnbull/turnbull-median.ts';
import { kaplanMeier } from './kaplan-meier.ts';
import { kmMedian } from './km-median.ts';
import { medianGapHours } from './median-gap.ts';
import { resolvedBy } from './resolved-by.ts';
import { restrictedMean } from './restricted-mean.ts';

/**
 * How long something took, over sessions: Kaplan-Meier on the right end of each bracket, and what the
 * brackets themselves say.
 *
 * @param gaps seconds between successive reports of the measure in the windows of the same sessions; their order is not kept
 */
export function timeToEventStatistics(brackets: Brackets, gaps: Int32Array): TimeToEventStatistics {
  const n = brackets.by.length;
  const censored = brackets.by.reduce((sum, by) => sum + (by === OPEN ? 1 : 0), 0);
  const curve = kaplanMeier(brackets);
  return {
    n,
    events: n - censored,
    censored,
    ...kmMedian(curve),
    restrictedMean: restrictedMean(curve),
    curve,
    resolvedBy: resolvedBy(curve),
    interval: { medianHours: turnbullMedianHours(brackets) },
    medianGapHours: medianGapHours(gaps),
  };
}
