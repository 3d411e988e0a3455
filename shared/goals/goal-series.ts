import { dateAsWritten, utcSortKey } from '../records/time/instant.ts';
import type { GoalVersion } from './goal-progress.ts';

/** What a goal's values come to at one instant. */
export type Measured = { at: string; date: string; value: number };

/** 1 when more is better, -1 when less is. */
export function directionOf({ baseline, target }: Pick<GoalVersion, 'baseline' | 'target'>): 1 | -1 | 0 {
  return Math.sign(target - baseline) as 1 | -1 | 0;
}

/**
 * A goal's values up to a date, one an instant, in order of time. Where several were reported at one
 * instant, as of two sides, the one further from the target counts: a goal is not reached by half.
 *
 * @param asOf `YYYY-MM-DD`; what is dated later, as written, is left out
 */
export function goalSeries(goal: GoalVersion, asOf: string): Measured[] {
  const direction = directionOf(goal);
  const byInstant = new Map<string, Measured>();
  for (const { at, value } of goal.points) {
    const date = dateAsWritten(at);
    if (date > asOf) continue;
    const instant = utcSortKey(at);
    const held = byInstant.get(instant);
    if (!held || (value - held.value) * direction < 0) byInstant.set(instant, { at, date, value });
  }
  return [...byInstant].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, measured]) => measured);
}

/** A target computed from a percentage may miss its round value by a rounding error. */
const TOLERANCE = 1e-9;

/** Whether a value is at the target or beyond it. */
export function reaches(goal: Pick<GoalVersion, 'baseline' | 'target'>, value: number): boolean {
  const missing = (goal.target - value) * directionOf(goal);
  return missing <= TOLERANCE * Math.max(1, Math.abs(goal.target));
}
