import type { Goal } from '../records/goal.ts';
import type { ScaledGoal } from '../statistics/attainment-scaling.ts';
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

/** The goal on the scale; nothing without levels, or without a value yet. */
export function scaledGoal({
  levels,
  latest,
  weight,
}: Pick<GoalReport, 'levels' | 'latest' | 'weight'>): ScaledGoal[] {
  return levels && latest ? [{ level: attainmentLevel(levels, latest.value), weight }] : [];
}
