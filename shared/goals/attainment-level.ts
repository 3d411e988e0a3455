import type { Goal } from '../records/goal.ts';
import type { ScaledGoal } from './attainment-scaling.ts';
import { isClosed } from './client-goal.ts';
import type { GoalReport } from './goal-report.ts';

const LEVELS = ['-2', '-1', '0', '1', '2'] as const;

/**
 * The level of Goal Attainment Scaling that a value has reached: the highest whose own value it is at or
 * beyond, in the direction from level -2 to level 2; -2 where it has reached none.
 */
export function attainmentLevel(levels: NonNullable<Goal['levels']>, value: number): number {
  const direction = Math.sign(levels['2'] - levels['-2']);
  const reached = LEVELS.filter((level) => (value - levels[level]) * direction >= 0);
  return Number(reached.at(-1) ?? -2);
}

/** A goal on the scale where it ended, and where it began. */
export type ReviewedGoal = ScaledGoal & { baselineLevel: number };

/**
 * The goal on the scale, once its due date has passed: until then it has not come to anything. Nothing of one
 * without levels, or without a value.
 */
export function reviewedGoal(
  goal: Pick<GoalReport, 'asOf' | 'dueOn' | 'levels' | 'baseline' | 'latest' | 'weight'>,
): ReviewedGoal[] {
  const { levels, baseline, latest, weight } = goal;
  if (!levels || !latest || !isClosed(goal)) return [];
  return [
    {
      level: attainmentLevel(levels, latest.value),
      baselineLevel: attainmentLevel(levels, baseline),
      weight,
    },
  ];
}

/** Whether a goal with levels still runs: such goals are counted apart from those that have come to an end. */
export function isOpenOnScale(goal: Pick<GoalReport, 'asOf' | 'dueOn' | 'levels'>): boolean {
  return goal.levels !== undefined && !isClosed(goal);
}
