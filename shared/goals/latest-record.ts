import type { RecentSession } from '../outcomes/missing-scores.ts';
import { dateAsWritten } from '../records/time/instant.ts';
import type { ClientGoal } from './client-goal.ts';

/**
 * The day of the latest record of a therapist's work, as written: a session, or a value of a goal whether it
 * counts or comes too late. It says how fresh a board is.
 *
 * @param goals hers, as they stand on `asOf`
 * @param sessions hers; those after `asOf` are left aside
 * @returns null without any
 */
export function latestRecordOn(
  goals: readonly Pick<ClientGoal, 'latest' | 'late'>[],
  sessions: readonly Pick<RecentSession, 'startedAt'>[],
  asOf: string,
): string | null {
  const days = [
    ...goals.flatMap(({ latest, late }) => [latest ? dateAsWritten(latest.at) : '', late?.on ?? '']),
    ...sessions.map(({ startedAt }) => dateAsWritten(startedAt)).filter((day) => day <= asOf),
  ];
  return days.reduce((a, b) => (a > b ? a : b), '') || null;
}
