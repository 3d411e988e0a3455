import type { GoalOfClient } from '../goals/goal-of-client.ts';
import { goalsPk, goalsSkPrefix, parseGoalItem } from '../storage/keys/keys.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { goalProgressOf } from './goal-progress-view.ts';

/** The progress of all goals of a clinic: one partition. */
export async function clinicGoals(views: Pick<ViewStore, 'each'>, clinicId: string): Promise<GoalOfClient[]> {
  const goals: GoalOfClient[] = [];
  for await (const { key, content } of views.each(goalsPk(clinicId), goalsSkPrefix())) {
    goals.push({ client: parseGoalItem(key).client, progress: goalProgressOf(content!) });
  }
  return goals;
}
