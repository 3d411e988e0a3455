import type { Goal } from '../records/goal.ts';
import type { Held } from '../records/held.ts';
import type { Fact } from '../records/record.ts';
import { goalPoints } from './goal-points.ts';

/**
 * The goals whose progress may change when a client's record appears, changes or goes: the ones that it
 * gives a value to, and a goal's own. Progress is a function of these values alone, so no other goal can
 * change. For a changed record take the goals of the old and of the new version.
 *
 * @param record the old or the new version; a goal's old version comes back as it is, since its therapist
 *   may have been another
 * @param goals the client's live goals
 */
export function affectedGoals(record: Held<Fact>, goals: readonly Held<Goal>[]): Held<Goal>[] {
  if (record.type === 'goal') return [record];
  if (record.type === 'consent') return [];
  return goals.filter((goal) => goalPoints(goal, record).length > 0);
}
