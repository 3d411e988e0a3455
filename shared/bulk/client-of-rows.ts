import type { GoalOfClient } from '../goals/goal-of-client.ts';
import type { GoalFeed } from '../goals/goal-points.ts';
import { goalProgress } from '../goals/goal-progress.ts';
import type { Placed } from '../outcomes/client-order.ts';
import { coursesOfTimed } from '../outcomes/course-of-care.ts';
import { journalPain } from '../outcomes/journal-pain.ts';
import type { Treated } from '../outcomes/score-use.ts';
import { sessionOutcomes } from '../outcomes/session-outcomes.ts';
import type { Goal } from '../records/goal.ts';
import type { Measurement } from '../records/measurement.ts';
import { RECORD_TYPES } from '../records/record.ts';
import { factInZone } from '../records/time/in-zone.ts';
import { heldFactOf } from '../records/versions/content.ts';
import type { Held } from '../records/versions/held.ts';
import type { ClientSessions } from '../statistics/table/outcome-table.ts';
import { type RowSource, ScoreOfRow, SessionOfRow } from './facts-of-rows.ts';
import { ROW, type RowMemory, SCORE, SESSION } from './packed-row.ts';
import { contentText } from './row-content.ts';
import { clientText, compareIds } from './row-identity.ts';

const TYPES = ['session', 'pain-score', 'goal', 'measurement'] as const;
const [SESSION_TYPE, PAIN_SCORE_TYPE, GOAL_TYPE, MEASUREMENT_TYPE] = TYPES.map((type) =>
  RECORD_TYPES.indexOf(type),
);

/** A fact that is read from its row as an object, and the row. */
export type FactOfRow<Fact> = { row: number; fact: Fact };

/** What follows from the rows in force of one client. */
export class ClientOfRows {
  readonly source: RowSource;
  /** In order of time. */
  readonly scores: readonly Placed<ScoreOfRow>[];
  /** 1 for each of the scores that is in the follow-up of a session. */
  readonly reported: Uint8Array;
  readonly sessions: readonly Treated[];
  readonly measurements: readonly FactOfRow<Held<Measurement>>[];
  readonly goalFacts: readonly FactOfRow<Held<Goal>>[];
  /** Of types of which no outcome is made. */
  readonly others: readonly number[];
  /** Undefined without a session. */
  readonly outcomes: ClientSessions | undefined;
  readonly goals: readonly GoalOfClient[];

  /** @param rows of the client, all that are in force */
  constructor(source: RowSource, rows: Uint32Array) {
    const { memory } = source;
    this.source = source;
    const byType = rowsByType(memory, rows);
    const secondsAt = (row: number, place: number) => memory.f64[(row + place) >> 3]!;
    const placed = inOrder(memory, byType.sessions, SESSION.startedAt).map((row) => ({
      at: secondsAt(row, SESSION.startedAt),
      end: secondsAt(row, SESSION.endedAt),
      record: new SessionOfRow(source, row),
    }));
    this.scores = inOrder(memory, byType.scores, SCORE.at).map((row) => ({
      at: secondsAt(row, SCORE.at),
      record: new ScoreOfRow(source, row),
    }));
    this.others = byType.others;
    this.measurements = byType.measurements.map((row) => ({ row, fact: factOf(source, row) }));
    this.goalFacts = byType.goals.map((row) => ({ row, fact: factOf(source, row) }));
    this.reported = new Uint8Array(this.scores.length);
    const outcomes = sessionOutcomes(placed, this.scores, undefined, this.reported);
    this.sessions = outcomes.map((session, index) => {
      const { at, end } = placed[index]!;
      return { session, at, end };
    });
    const client = clientText(memory, rows[0]!);
    this.outcomes =
      outcomes.length === 0
        ? undefined
        : { client, sessions: outcomes, courses: coursesOfTimed(this.sessions, journalPain(this.scores)) };
    this.goals = this.#goalsOf(client, placed);
  }

  /**
   * The progress of the client's goals as they are now: what replaced versions had come to is of no interest to
   * whoever counts goals. Goals are few, so they are read as objects.
   */
  #goalsOf(client: string, sessions: readonly Placed<SessionOfRow>[]): GoalOfClient[] {
    if (this.goalFacts.length === 0) return [];
    const feed: GoalFeed[] = [
      ...sessions.map(({ record }) => record),
      ...this.scores.map(({ record }) => record),
      ...this.measurements.map(({ fact }) => fact),
    ];
    return this.goalFacts.map(({ fact }) => ({
      client,
      progress: goalProgress({ goal: fact, earlier: [] }, feed),
    }));
  }
}

function rowsByType({ bytes }: RowMemory, rows: Uint32Array) {
  const byType = {
    sessions: [] as number[],
    scores: [] as number[],
    goals: [] as number[],
    measurements: [] as number[],
    others: [] as number[],
  };
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]!;
    const type = bytes[row + ROW.type]!;
    if (type === SESSION_TYPE) byType.sessions.push(row);
    else if (type === PAIN_SCORE_TYPE) byType.scores.push(row);
    else if (type === GOAL_TYPE) byType.goals.push(row);
    else if (type === MEASUREMENT_TYPE) byType.measurements.push(row);
    else byType.others.push(row);
  }
  return byType;
}

/** Rows in order of the instant at a place in them, then of id. */
function inOrder(memory: RowMemory, rows: readonly number[], place: number): readonly number[] {
  const { f64 } = memory;
  const compare = (a: number, b: number) =>
    f64[(a + place) >> 3]! - f64[(b + place) >> 3]! || compareIds(memory, a, b);
  // Most files are in order already.
  for (let index = 1; index < rows.length; index += 1) {
    if (compare(rows[index - 1]!, rows[index]!) > 0) return rows.toSorted(compare);
  }
  return rows;
}

function factOf<Fact extends Held<Goal> | Held<Measurement>>(
  { memory, timeZone }: RowSource,
  row: number,
): Fact {
  return factInZone(heldFactOf(contentText(memory, row)), timeZone) as Fact;
}
