import type { GoalReport } from '../../goals/goal-report.ts';
import { plainNumber } from '../words/number-text.ts';

/** A value of a goal with its unit: `7`, `38 degrees`, `yes`. */
export function goalValue(value: number, unit: GoalReport['unit']): string {
  if (unit === 'yes-no') return value === 1 ? 'yes' : value === 0 ? 'no' : plainNumber(value);
  return unit === 'score' ? plainNumber(value) : `${plainNumber(value)} ${unit}`;
}
