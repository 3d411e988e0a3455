import { type GoalPoint, isGoalFeed } from '../goals/goal-points.ts';
import { goalProgress } from '../goals/goal-progress.ts';
import { type GoalReport, goalReport } from '../goals/goal-report.ts';
import { type ClientGoals, goalsOfClient } from '../goals/goals-of-client.ts';
import { clientOutcomes } from '../outcomes/client-outcomes.ts';
import { type CourseScore, courseScores, type InstrumentScore } from '../outcomes/course-scores.ts';
import { type CourseStanding, courseStanding } from '../outcomes/course-standing.ts';
import type { Measurement } from '../records/measurement.ts';
import type { PainScore } from '../records/pain-score.ts';
import type { Fact } from '../records/record.ts';
import { INSTRUMENT_NAMES, INSTRUMENTS, isOnScale } from '../records/scales.ts';
import type { Session } from '../records/session.ts';
import { dateAsWritten, utcSortKey } from '../records/time/instant.ts';
import type { GoalHistory } from '../records/versions/goal-history.ts';
import type { Held } from '../records/versions/held.ts';
import type { ClientKey } from '../storage/keys/keys.ts';
import { isClientRecord } from '../views/client-month-view.ts';
import type { Reader } from './therapist.ts';
import { type ClientReadDeps, visibleRecords } from './visible-records.ts';

/** One client's records in order of time, with the courses of care and how the goals stand as of a date. */
export type Timeline = {
  clientId: string;
  asOf: string;
  sessions: Held<Session>[];
  painScores: Held<PainScore>[];
  measurements: Held<Measurement>[];
  /** With what each came to on the scales of instruments (records/scales.ts). */
  courses: (CourseStanding & { scores: CourseScore[] })[];
  /** With the values that count for each, which its projection is drawn from. */
  goals: (GoalReport & { values: GoalPoint[] })[];
} & ClientGoals;

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
    courses: coursesUntil(asOf, facts, instrumentScores(measurements, histories)),
    goals,
    ...goalsOfClient(goals),
  };
}

/** Scores of instruments, whether they name the instrument or a goal on its scale. */
function instrumentScores(
  measurements: readonly Held<Measurement>[],
  goals: readonly GoalHistory[],
): InstrumentScore[] {
  const measures = new Map(goals.map(({ goal }) => [goal.goalId, goal.measure]));
  return measurements.flatMap(({ goalId, measure, at, value }) => {
    const named = measure ?? measures.get(goalId!);
    const instrument = INSTRUMENT_NAMES.find((name) => name === named);
    return instrument && isOnScale(value, INSTRUMENTS[instrument])
      ? [{ measure: instrument, at, value }]
      : [];
  });
}

function coursesUntil(
  asOf: string,
  facts: readonly Held<Fact>[],
  scores: readonly InstrumentScore[],
): Timeline['courses'] {
  const known = scores.filter(({ at }) => dateAsWritten(at) <= asOf);
  const records = facts
    .filter(isClientRecord)
    .filter((record) => dateAsWritten(record.type === 'session' ? record.startedAt : record.at) <= asOf);
  return clientOutcomes(records).courses.map((course) => ({
    ...courseStanding(course, asOf),
    scores: courseScores(course, known),
  }));
}

function inTime<T>(facts: T[], instantOf: (fact: T) => string): T[] {
  const keyed = facts.map((fact) => ({ fact, at: utcSortKey(instantOf(fact)) }));
  return keyed.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ fact }) => fact);
}
