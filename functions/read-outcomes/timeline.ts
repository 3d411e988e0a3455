import type { Principal } from '../../shared/access/principal.ts';
import { NotFoundError } from '../../shared/errors.ts';
import { isGoalFeed } from '../../shared/goals/goal-points.ts';
import { type GoalProgress, goalProgress } from '../../shared/goals/goal-progress.ts';
import type { Held } from '../../shared/records/held.ts';
import { utcSortKey } from '../../shared/records/instant.ts';
import type { Measurement } from '../../shared/records/measurement.ts';
import type { PainScore } from '../../shared/records/pain-score.ts';
import type { Fact } from '../../shared/records/record.ts';
import type { Session } from '../../shared/records/session.ts';
import type { ClientKey } from '../../shared/storage/keys.ts';
import type { RecordReader } from '../../shared/storage/record-store.ts';

/** One client's records in order of time, with the progress of the goals. */
export type Timeline = {
  clientId: string;
  sessions: Held<Session>[];
  painScores: Held<PainScore>[];
  measurements: Held<Measurement>[];
  goals: GoalProgress[];
};

/**
 * Reads a client's timeline. A therapist sees clients for whom she has held a session or a goal; a client
 * of whom nothing is held and a client of somebody else look the same to her.
 */
export async function readTimeline(
  records: RecordReader,
  principal: Extract<Principal, { role: 'owner' | 'therapist' }>,
  clientId: string,
  owner: ClientKey,
): Promise<Timeline> {
  const facts = await records.all(owner);
  const seen = facts.length > 0 && (principal.role === 'owner' || isHers(facts, principal.therapistId));
  if (!seen) throw new NotFoundError('no such client, or not one of yours');
  const sessions = facts.filter((fact) => fact.type === 'session');
  const painScores = facts.filter((fact) => fact.type === 'pain-score');
  const feed = facts.filter(isGoalFeed);
  const measurements = facts.filter((fact) => fact.type === 'measurement');
  return {
    clientId,
    sessions: inTime(sessions, ({ startedAt }) => startedAt),
    painScores: inTime(painScores, ({ at }) => at),
    measurements: inTime(measurements, ({ at }) => at),
    goals: facts.filter((fact) => fact.type === 'goal').map((goal) => goalProgress(goal, feed)),
  };
}

function isHers(facts: readonly Held<Fact>[], therapistId: string): boolean {
  return facts.some((fact) => 'therapistId' in fact && fact.therapistId === therapistId);
}

function inTime<T>(facts: T[], instantOf: (fact: T) => string): T[] {
  const keyed = facts.map((fact) => ({ fact, at: utcSortKey(instantOf(fact)) }));
  return keyed.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ fact }) => fact);
}
