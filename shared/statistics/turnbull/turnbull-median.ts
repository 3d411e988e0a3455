import type { Interval } from '../contract.ts';
import type { Brackets } from './brackets.ts';
import { turnbullDistribution } from './turnbull.ts';
import { turnbullSupport } from './turnbull-support.ts';

/** The estimate is iterative: one half within this much is one half. */
const TOLERANCE = 1e-8;

/**
 * The innermost interval in which the cumulated mass of the Turnbull estimate reaches one half: all that
 * bracketed events say about their median.
 *
 * @returns hours (after, by]; null for no outcomes, and where the interval is the unbounded one
 */
export function turnbullMedianHours(brackets: Brackets): Interval | null {
  if (brackets.by.length === 0) return null;
  const { intervals, coverages } = turnbullSupport(brackets);
  const cumulated = turnbullDistribution(intervals.length, coverages);
  const median = intervals[cumulated.findIndex((mass) => mass >= 0.5 - TOLERANCE)];
  if (!median || median.by === Number.POSITIVE_INFINITY) return null;
  return [median.after / 3600, median.by / 3600];
}
