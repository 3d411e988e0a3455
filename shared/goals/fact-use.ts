import type { Placed } from '../outcomes/client-order.ts';
import { ScoreUse, type Treated } from '../outcomes/score-use.ts';
import type { UnusedReason } from '../records/files/row-account.ts';
import type { Goal } from '../records/goal.ts';
import type { Measurement } from '../records/measurement.ts';
import type { PainScore } from '../records/pain-score.ts';
import type { Held } from '../records/versions/held.ts';
import { offeredPoints } from './goal-points.ts';

/** Says of the facts of one client that are in force whether something is made of them. */
export class FactUse {
  readonly #goals: readonly Held<Goal>[];
  readonly #painGoals: readonly Held<Goal>[];
  readonly #scores: ScoreUse;
  readonly #hasSession: boolean;

  /** @param sessions all of the client's, in order of start */
  constructor(sessions: readonly Treated[], goals: readonly Held<Goal>[]) {
    this.#goals = goals;
    this.#painGoals = goals.filter(({ measure }) => measure === 'pain');
    this.#scores = new ScoreUse(sessions);
    this.#hasSession = sessions.length > 0;
  }

  /** Why nothing is made of a journal entry by sessions, courses or goals; undefined when something is. */
  ofScore(entry: Placed<Held<PainScore>>): UnusedReason | undefined {
    const reason = this.#scores.reasonNotUsed(entry);
    const { record } = entry;
    if (reason === undefined || this.#painGoals.length === 0 || record.pain === undefined) return reason;
    if (this.#painGoals.some((goal) => isPoint(goal, record))) return undefined;
    if (record.window !== 'now') return 'recall-window';
    const isAsked = this.#painGoals.some(
      ({ bodyRegion }) => bodyRegion === undefined || bodyRegion === record.bodyRegion,
    );
    if (isAsked) return 'time';
    return reason === 'no-session' ? 'body-region' : reason;
  }

  /** Why nothing is made of a measurement by goals or courses; undefined when something is. */
  ofMeasurement(record: Held<Measurement>): UnusedReason | undefined {
    const goals = this.#goals.filter(({ goalId, measure }) =>
      record.measure === undefined
        ? goalId === record.goalId && measure !== 'pain'
        : measure === record.measure,
    );
    // A score of an instrument says how courses of care went, whatever goals there are.
    if (record.measure !== undefined && this.#hasSession) return undefined;
    if (goals.length === 0) return record.measure === undefined ? 'no-goal' : 'no-session';
    if (goals.some((goal) => isPoint(goal, record))) return undefined;
    const isOffScale = goals.some((goal) =>
      offeredPoints(goal, record).some(({ refused }) => refused === 'off-scale'),
    );
    return isOffScale ? 'off-scale' : 'time';
  }

  /** A consent says what may be told of sessions. */
  ofConsent(): UnusedReason | undefined {
    return this.#hasSession ? undefined : 'no-session';
  }
}

function isPoint(goal: Held<Goal>, record: Held<PainScore> | Held<Measurement>): boolean {
  return offeredPoints(goal, record).some(({ refused }) => refused === undefined);
}
