import type { Goal } from '../records/goal.ts';
import type { Fact } from '../records/record.ts';
import type { GoalHistory } from '../records/versions/goal-history.ts';
import type { Held } from '../records/versions/held.ts';
import { offeredPoints } from './goal-points.ts';

/**
 * The goals whose progress may change when a client's record appears, changes or goes: the ones that it
 * offers a value to, taken or refused, and a goal's own; a version that was replaced counts as well. Progress
 * is a function of these values alone, so no other goal can change. For a changed record take the goals of the
 * old and of the new version.
 *
 * @param record the old or the new version; a goal's old version comes back as it is, since its therapist
 *   may have been another
 * @param goals the client's live goals, with their history
 */
export function affectedGoals(record: Held<Fact>, goals: readonly GoalHistory[]): Held<Goal>[] {
  if (record.type === 'goal') return [record];
  if (record.type === 'consent' || record.type === 'care') return [];
  return goals
    .filter(({ goal, earlier }) =>
      [goal, ...earlier].some((version) => offeredPoints(version, record).length > 0),
    )
    .map(({ goal }) => goal);
}
