import type { ClientGoal } from '../goals/client-goal.ts';
import { SESSION_DAYS } from '../goals/therapist-reminders.ts';
import type { RecentSession } from '../outcomes/missing-scores.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { goalsByTherapist } from './goals-by-therapist.ts';
import { recentSessions } from './recent-sessions.ts';

/** What one therapist has in hand: her goals as they stand on a date, and her sessions of the days before it. */
export type TherapistWork = { therapistId: string; goals: ClientGoal[]; sessions: RecentSession[] };

/**
 * The work of a clinic's therapists, one after the other: those with goals in order of id, then those who have
 * sessions only. Who the therapists are follows from both. The sessions, a small row each, are held for all of
 * them at once, the goals of one at a time.
 *
 * @param therapistId whose work; undefined: everybody's
 */
export async function* therapistWork(
  views: Pick<ViewStore, 'each'>,
  clinicId: string,
  asOf: string,
  therapistId?: string,
): AsyncGenerator<TherapistWork> {
  const recent = await recentSessions(views, clinicId, asOf, SESSION_DAYS, therapistId);
  const sessions = Map.groupBy(recent, (session) => session.therapistId);
  for await (const { therapistId: id, goals } of goalsByTherapist(views, clinicId, asOf, therapistId)) {
    yield { therapistId: id, goals, sessions: sessions.get(id) ?? [] };
    sessions.delete(id);
  }
  for (const [id, hers] of [...sessions].sort(([a], [b]) => (a < b ? -1 : 1))) {
    yield { therapistId: id, goals: [], sessions: hers };
  }
}
