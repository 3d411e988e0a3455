import type { GoalReport } from '../../goals/goal-report.ts';
import type { Unit } from '../../records/scales.ts';
import { plainNumber } from '../words/number-text.ts';

/** How units are written behind a number; what is absent here is written as it is called. */
const UNIT_TEXTS: Readonly<Partial<Record<Unit, string>>> = {
  score: '',
  percent: ' %',
  't-score': ' (T score)',
};

/** A value of a goal with its unit: `7`, `38 degrees`, `34 %`, `yes`. */
export function goalValue(value: number, unit: GoalReport['unit']): string {
  if (unit === 'yes-no') return value === 1 ? 'yes' : value === 0 ? 'no' : plainNumber(value);
  return `${plainNumber(value)}${UNIT_TEXTS[unit] ?? ` ${unit}`}`;
}
