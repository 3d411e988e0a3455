import { dateAfter } from '../records/calendar-days.ts';
import type { GoalVersion } from './goal-progress.ts';
import { type Measured, reaches } from './goal-series.ts';

/** By which rule a goal counts as attained, and the date of the value that made it so. */
export type Attainment = { rule: 'last-two-values' | 'only-value-of-the-last-week'; on: string };

const LAST_WEEK_DAYS = 7;

/**
 * Whether a goal is attained by its values so far: the last two in a row reach the target; or only one value
 * lies in the last seven days before the due date, and it does. A target that was reached and lost again
 * before the due date is not attained.
 *
 * @param series the goal's values in order of time, none after its due date
 */
export function attainment(goal: GoalVersion, series: readonly Measured[]): Attainment | null {
  const [before, last] = [series.at(-2), series.at(-1)];
  if (!last || !reaches(goal, last.value)) return null;
  if (before && reaches(goal, before.value)) return { rule: 'last-two-values', on: last.date };
  const lastWeek = dateAfter(goal.dueOn, -LAST_WEEK_DAYS);
  const onlyOne = last.date >= lastWeek && !(before && before.date >= lastWeek);
  return onlyOne ? { rule: 'only-value-of-the-last-week', on: last.date } : null;
}
