import { dateAfter } from '../records/time/calendar-days.ts';
import type { GoalVersion } from './goal-progress.ts';
import { type Measured, reaches } from './goal-series.ts';

/**
 * By which rule a goal counts as attained now, and since when without a break: the date of the value that made
 * it so.
 */
export type Attainment = { rule: 'last-two-values' | 'only-value-of-four-weeks'; on: string };

/** A value confirms the next one when it lies within so many days before it. */
const CONFIRMING_DAYS = 28;

/**
 * Whether a goal is attained by its values so far: the last one is at the target or beyond, and so is the one
 * before it where that lies within four weeks. One review is how practice measures; where there are two, both
 * must say so. The rule is the same before the due date, as of that day: what is lost again by the due date is
 * no longer attained.
 *
 * @param series the goal's values in order of time, none after its due date
 */
export function attainment(goal: GoalVersion, series: readonly Measured[]): Attainment | null {
  const missedLast = series.findLastIndex(({ value }) => !reaches(goal, value));
  const run = series.slice(missedLast + 1);
  const last = run.at(-1);
  if (!last) return null;
  // The first of the run stands for itself unless the value that it follows says otherwise.
  const since = confirming(series.slice(0, missedLast + 2)) ? run[1] : run[0];
  if (!since) return null;
  return { rule: confirming(series) ? 'last-two-values' : 'only-value-of-four-weeks', on: since.date };
}

/** The value that the last one is judged together with: the one before it, within four weeks. */
export function confirming(series: readonly Measured[]): Measured | undefined {
  const [before, last] = [series.at(-2), series.at(-1)];
  return before && last && before.date >= dateAfter(last.date, -CONFIRMING_DAYS) ? before : undefined;
}
