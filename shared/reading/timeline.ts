import type { ClientsInCare } from '../access/in-care.ts';
import { NotFoundError } from '../errors.ts';
import { type GoalPoint, isGoalFeed } from '../goals/goal-points.ts';
import { goalProgress } from '../goals/goal-progress.ts';
import { type GoalReport, goalReport } from '../goals/goal-report.ts';
import { type ClientGoals, goalsOfClient } from '../goals/goals-of-client.ts';
import { clientOutcomes } from '../outcomes/client-outcomes.ts';
import { type CourseStanding, courseStanding } from '../outcomes/course-standing.ts';
import type { Held } from '../records/held.ts';
import { dateAsWritten, utcSortKey } from '../records/instant.ts';
import type { Measurement } from '../records/measurement.ts';
import type { PainScore } from '../records/pain-score.ts';
import type { Fact } from '../records/record.ts';
import type { Session } from '../records/session.ts';
import type { ClientKey } from '../storage/keys.ts';
import type { RecordReader } from '../storage/record-store.ts';
import { isClientRecord } from '../views/client-month-view.ts';
import { type Reader, visibleClients } from './therapist.ts';

/** One client's records in order of time, with the courses of care and how the goals stand as of a date. */
export type Timeline = {
  clientId: string;
  asOf: string;
  sessions: Held<Session>[];
  painScores: Held<PainScore>[];
  measurements: Held<Measurement>[];
  courses: CourseStanding[];
  /** With the values that count for each, which its projection is drawn from. */
  goals: (GoalReport & { values: GoalPoint[] })[];
} & ClientGoals;

/** What is asked before a client's records are read. */
export type ClientReadDeps = { records: Pick<RecordReader, 'all'>; inCare: ClientsInCare };

/**
 * The records of a client whom somebody may see: a therapist those who are in her care, whoever has reported what.
 *
 * @throws NotFoundError alike for a client of whom nothing is held and for a client of somebody else
 */
export async function visibleRecords(
  { records, inCare }: ClientReadDeps,
  reader: Reader,
  owner: ClientKey,
): Promise<Awaited<ReturnType<RecordReader['all']>>> {
  const seen = await visibleClients(inCare, reader, [owner.client]);
  const held = seen.has(owner.client) ? await records.all(owner) : undefined;
  if (!held?.facts.length) throw new NotFoundError('no such client, or not one of yours');
  return held;
}

/**
 * Reads a client's timeline.
 *
 * @param asOf `YYYY-MM-DD`, for courses and goals, which know nothing of later days, as written; the records
 *   are all there are
 * @throws NotFoundError for a client whom the reader may not see
 */
export async function readTimeline(
  deps: ClientReadDeps,
  reader: Reader,
  { clientId, owner, asOf }: { clientId: string; owner: ClientKey; asOf: string },
): Promise<Timeline> {
  const { facts, goals: histories } = await visibleRecords(deps, reader, owner);
  const sessions = facts.filter((fact) => fact.type === 'session');
  const painScores = facts.filter((fact) => fact.type === 'pain-score');
  const measurements = facts.filter((fact) => fact.type === 'measurement');
  const feed = facts.filter(isGoalFeed);
  const goals = histories
    .map((history) => goalProgress(history, feed))
    .map((progress) => ({ ...goalReport(progress, asOf), values: progress.points }));
  return {
    clientId,
    asOf,
    sessions: inTime(sessions, ({ startedAt }) => startedAt),
    painScores: inTime(painScores, ({ at }) => at),
    measurements: inTime(measurements, ({ at }) => at),
    courses: coursesUntil(asOf, facts),
    goals,
    ...goalsOfClient(goals),
  };
}

function coursesUntil(asOf: string, facts: readonly Held<Fact>[]): CourseStanding[] {
  const known = facts
    .filter(isClientRecord)
    .filter((record) => dateAsWritten(record.type === 'session' ? record.startedAt : record.at) <= asOf);
  return clientOutcomes(known).courses.map((course) => courseStanding(course, asOf));
}

function inTime<T>(facts: T[], instantOf: (fact: T) => string): T[] {
  const keyed = facts.map((fact) => ({ fact, at: utcSortKey(instantOf(fact)) }));
  return keyed.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ fact }) => fact);
}
