import { type GoalFeed, isGoalFeed } from '../goals/goal-points.ts';
import { type GoalProgress, goalProgress } from '../goals/goal-progress.ts';
import { goalRange } from '../goals/goal-range.ts';
import type { Goal } from '../records/goal.ts';
import type { Held } from '../records/held.ts';
import { type GoalKey, goalItem } from '../storage/keys.ts';
import type { RecordReader } from '../storage/record-store.ts';
import type { View } from './refresh.ts';

type GoalSources = { goal: Held<Goal>; records: GoalFeed[] } | undefined;

/**
 * Progress of one goal, from the goal and the client's records between its dates. The key names the
 * therapist: under a therapist who no longer holds the goal the view is empty.
 */
export function goalProgressView(
  records: Pick<RecordReader, 'goal' | 'between'>,
): View<GoalKey, GoalSources> {
  return {
    entity: 'goal-progress',
    items: (key) => [goalItem(key)],
    sources: async (key) => {
      const goal = await records.goal(key, key.goalId);
      if (goal?.therapistId !== key.therapistId) return undefined;
      return { goal, records: (await records.between(key, goalRange(goal))).filter(isGoalFeed) };
    },
    derive: (_key, sources) => [sources ? JSON.stringify(goalProgress(sources.goal, sources.records)) : null],
  };
}

/** Reads the content of a goal progress item. */
export function goalProgressOf(content: string): GoalProgress {
  return JSON.parse(content) as GoalProgress;
}
