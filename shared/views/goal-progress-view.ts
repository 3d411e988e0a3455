import { type GoalFeed, isGoalFeed } from '../goals/goal-points.ts';
import { type GoalProgress, goalProgress } from '../goals/goal-progress.ts';
import { goalRange } from '../goals/goal-range.ts';
import type { GoalHistory } from '../records/versions/goal-history.ts';
import type { RecordReader } from '../storage/held/record-store.ts';
import { type GoalKey, goalItem } from '../storage/keys/keys.ts';
import type { View } from './refresh.ts';

type GoalSources = { history: GoalHistory; records: GoalFeed[] } | undefined;

/**
 * Progress of one goal, from the goal, the versions that it replaced and the client's records around their dates. The key names the
 * therapist: under a therapist who no longer holds the goal the view is empty.
 */
export function goalProgressView(
  records: Pick<RecordReader, 'goal' | 'between'>,
): View<GoalKey, GoalSources> {
  return {
    entity: 'goal-progress',
    items: (key) => [goalItem(key)],
    sources: async (key) => {
      const history = await records.goal(key, key.goalId);
      if (history?.goal.therapistId !== key.therapistId) return undefined;
      const range = goalRange([history.goal, ...history.earlier]);
      return { history, records: (await records.between(key, range)).filter(isGoalFeed) };
    },
    derive: (_key, sources) => [
      sources ? JSON.stringify(goalProgress(sources.history, sources.records)) : null,
    ],
  };
}

/** Reads the content of a goal progress item. */
export function goalProgressOf(content: string): GoalProgress {
  return JSON.parse(content) as GoalProgress;
}
