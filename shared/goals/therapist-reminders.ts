import { lastSessions, type SessionOnRecord } from '../outcomes/last-sessions.ts';
import {
  type RecentSession,
  recentOf,
  type SessionLackingScores,
  sessionsLackingScores,
} from '../outcomes/missing-scores.ts';
import { type ClientGoal, isOpen } from './client-goal.ts';
import { latestRecordOn } from './latest-record.ts';
import { type UnmeasuredClient, unmeasuredClients } from './unmeasured-clients.ts';

/** What is missing of one therapist's clients, as of a date. */
export type Reminders = {
  therapistId: string;
  asOf: string;
  /** How many of her goals are open, and how many sessions she had in the last 14 days: of none, none is missing. */
  openGoals: number;
  recentSessions: number;
  /** The day of her latest session, of the last 60 days, or of a value of a goal of hers; null without any. */
  latestRecordOn: string | null;
  /** Clients with an open goal that has not been measured for 14 days. */
  withoutMeasurement: UnmeasuredClient[];
  /** Sessions of the last 14 days without a score before or after. */
  lackingScores: SessionLackingScores[];
  /** By pseudonym, each client's last session with her in 60 days: by it she finds them in her own books. */
  lastSessions: Record<string, SessionOnRecord>;
};

/** So many days of sessions are looked at: a client who has stayed away longer has ended the course of care. */
export const SESSION_DAYS = 60;

/**
 * Reminders for one therapist.
 *
 * @param goals hers, as they stand on `asOf`, in any order
 * @param sessions hers, of the SESSION_DAYS days up to `asOf`, in any order
 * @param clients others whose last session is wanted too
 */
export function therapistReminders(
  { therapistId, asOf }: Pick<Reminders, 'therapistId' | 'asOf'>,
  goals: readonly ClientGoal[],
  sessions: readonly RecentSession[],
  clients: readonly string[] = [],
): Reminders {
  const withoutMeasurement = unmeasuredClients(goals, asOf);
  const lackingScores = sessionsLackingScores(sessions, asOf);
  const named = new Set([
    ...clients,
    ...[...withoutMeasurement, ...lackingScores].map(({ client }) => client),
  ]);
  return {
    therapistId,
    asOf,
    openGoals: goals.filter(isOpen).length,
    recentSessions: recentOf(sessions, asOf).length,
    latestRecordOn: latestRecordOn(goals, sessions, asOf),
    withoutMeasurement,
    lackingScores,
    lastSessions: lastSessions(sessions, named),
  };
}
