import type { UnusedReason } from '../records/files/row-account.ts';
import type { PainScore } from '../records/pain-score.ts';
import type { Held } from '../records/versions/held.ts';
import { firstAtOrAfter, type Placed } from './client-order.ts';
import { type CourseReach, courseReaches, type TimedSession } from './course-of-care.ts';
import { FOLLOW_UP_SECONDS } from './follow-up-window.ts';
import { regionAmong } from './region-rule.ts';
import type { SessionOutcome } from './session-outcome.ts';

/** A session as scores are looked for around it. */
export type Treated = TimedSession<SessionOutcome>;

/** Why nothing is made of a score by the sessions of its client. */
export type ScoreNotUsed = Extract<UnusedReason, 'no-session' | 'recall-window' | 'body-region' | 'time'>;

/**
 * Says of a client's journal entries whether something is made of them: they lie in the follow-up window of a session
 * (follow-up-window.ts), or where the last pain of a course of care is looked for (course-of-care.ts).
 */
export class ScoreUse {
  readonly #sessions: readonly Treated[];
  #reaches: CourseReach[] | undefined;

  /** @param sessions all of the client's, in order of start */
  constructor(sessions: readonly Treated[]) {
    this.#sessions = sessions;
  }

  /** Undefined when something is made of the entry. */
  reasonNotUsed({ at, record }: Placed<Held<PainScore>>): ScoreNotUsed | undefined {
    if (this.#sessions.length === 0) return 'no-session';
    if (record.window !== 'now') return 'recall-window';
    const { bodyRegion } = record;
    if (this.#isInFollowUp(at, bodyRegion)) return undefined;
    if (!this.#sessions.some(({ session }) => regionAmong(bodyRegion, session.bodyRegions ?? []))) {
      return 'body-region';
    }
    return record.pain !== undefined && this.#isInCourse(at, bodyRegion) ? undefined : 'time';
  }

  /** The window of the last session before it is the only one that can be open. */
  #isInFollowUp(at: number, bodyRegion: string | undefined): boolean {
    const before = this.#sessions[firstAtOrAfter(at, this.#sessions) - 1];
    return (
      before !== undefined &&
      at > before.end &&
      at <= before.end + FOLLOW_UP_SECONDS &&
      regionAmong(bodyRegion, before.session.bodyRegions ?? [])
    );
  }

  #isInCourse(at: number, bodyRegion: string | undefined): boolean {
    this.#reaches ??= courseReaches(this.#sessions);
    return this.#reaches.some((reach) => reach(at, bodyRegion));
  }
}
