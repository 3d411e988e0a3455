import { type ClientGoal, clientGoal } from '../goals/client-goal.ts';
import { goalsPk, goalsSkPrefix, parseGoalItem } from '../storage/keys/keys.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { goalProgressOf } from './goal-progress-view.ts';

/**
 * The goals of a clinic that have begun by a date, as they stand on it, therapist by therapist: one partition,
 * read in order of key, of which no more than one therapist's goals are held at a time.
 *
 * @param asOf a date such as `2026-11-25`
 * @param therapistId whose goals; undefined: everybody's
 */
export async function* goalsByTherapist(
  views: Pick<ViewStore, 'each'>,
  clinicId: string,
  asOf: string,
  therapistId?: string,
): AsyncGenerator<{ therapistId: string; goals: ClientGoal[] }> {
  let held: { therapistId: string; goals: ClientGoal[] } | undefined;
  for await (const { key, content } of views.each(goalsPk(clinicId), goalsSkPrefix(therapistId))) {
    const goal = parseGoalItem(key);
    if (held && held.therapistId !== goal.therapistId) {
      yield held;
      held = undefined;
    }
    held ??= { therapistId: goal.therapistId, goals: [] };
    const progress = goalProgressOf(content!);
    if (progress.startsOn <= asOf) held.goals.push(clientGoal(goal.client, progress, asOf));
  }
  if (held) yield held;
}
