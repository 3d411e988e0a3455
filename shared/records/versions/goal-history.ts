import type { Goal } from '../goal.ts';
import type { Held } from './held.ts';

/** A goal as it is held, and the versions that it replaced, in order of recording. */
export type GoalHistory = { goal: Held<Goal>; earlier: readonly Held<Goal>[] };

/** A version that was replaced; without a goal it was a deletion. `recordedAt` as utcSortKey. */
export type ReplacedVersion = { goalId: string; recordedAt: string; goal?: Held<Goal> | undefined };

/**
 * Puts goals together with the versions that they replaced. A goal that was deleted and set again begins
 * anew: what was recorded up to the deletion does not belong to it.
 */
export function goalHistories(
  goals: readonly Held<Goal>[],
  replaced: readonly ReplacedVersion[],
): GoalHistory[] {
  const byGoal = Map.groupBy(replaced, ({ goalId }) => goalId);
  return goals.map((goal) => {
    const versions = (byGoal.get(goal.goalId) ?? []).toSorted((a, b) =>
      a.recordedAt < b.recordedAt ? -1 : 1,
    );
    const sinceDeletion = versions.slice(versions.findLastIndex((version) => !version.goal) + 1);
    return { goal, earlier: sinceDeletion.map((version) => version.goal!) };
  });
}
