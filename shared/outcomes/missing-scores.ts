import { dateAfter } from '../records/time/calendar-days.ts';
import { dateAsWritten, utcSeconds } from '../records/time/instant.ts';
import { compareText } from './client-order.ts';
import type { SessionOutcome } from './session-outcome.ts';

/** A missing score is asked for while the session is still remembered: this many days, today among them. */
export const RECENT_DAYS = 14;

/** What a reminder has to know of a session. */
export type RecentSession = { client: string } & Pick<
  SessionOutcome,
  'sessionId' | 'therapistId' | 'startedAt' | 'complaint' | 'painBefore' | 'painAfter'
>;

/** A session of which a score was not reported. `client` is the pseudonym. */
export type SessionLackingScores = Pick<
  RecentSession,
  'client' | 'sessionId' | 'therapistId' | 'startedAt' | 'complaint'
> & { missing: ('before' | 'after')[] };

/**
 * The sessions of the last days that lack the score before, the score after or both.
 *
 * @param asOf a date such as `2026-11-25`; the last day that counts
 * @param days how many days count, that date among them; a session lies on the day it started, as written
 * @returns in order of start, then of id
 */
export function sessionsLackingScores(
  sessions: readonly RecentSession[],
  asOf: string,
  days = RECENT_DAYS,
): SessionLackingScores[] {
  return recentOf(sessions, asOf, days)
    .flatMap(({ client, sessionId, therapistId, startedAt, complaint, painBefore, painAfter }) => {
      const missing: SessionLackingScores['missing'] = [];
      if (painBefore === undefined) missing.push('before');
      if (painAfter === undefined) missing.push('after');
      return missing.length === 0 ? [] : [{ client, sessionId, therapistId, startedAt, complaint, missing }];
    })
    .sort(
      (a, b) => utcSeconds(a.startedAt) - utcSeconds(b.startedAt) || compareText(a.sessionId, b.sessionId),
    );
}

/** The sessions of the last days, counted as above. */
export function recentOf(
  sessions: readonly RecentSession[],
  asOf: string,
  days = RECENT_DAYS,
): RecentSession[] {
  const after = dateAfter(asOf, -days);
  return sessions.filter(
    ({ startedAt }) => dateAsWritten(startedAt) > after && dateAsWritten(startedAt) <= asOf,
  );
}
