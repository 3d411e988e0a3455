import type { Session } from '../records/session.ts';
import type { Held } from '../records/versions/held.ts';
import type { BegunVisit } from './begun-visit.ts';
import { ordinal } from './words.ts';

const MOST_TOLD = 8;

/**
 * What has happened, when a visit was saved: `Saved. Third visit; pain before each: 8, 7, 7.`
 *
 * @param sessions the client's, in order of time
 * @param begun those that have begun and are not over
 * @returns undefined when it is among neither
 */
export function savedVisitText(
  sessions: readonly Held<Session>[],
  begun: readonly BegunVisit[],
  sessionId: string,
): string | undefined {
  const place = sessions.findIndex((session) => session.sessionId === sessionId);
  const kept = begun.find((visit) => visit.sessionId === sessionId);
  if (place < 0) return kept && `Kept: begun at ${kept.from}, pain before ${kept.painBefore}.`;
  const until = sessions.slice(0, place + 1);
  const told = until.slice(-MOST_TOLD).map(({ painBefore }) => painBefore ?? 'no score');
  const each =
    until.length === 1
      ? 'pain before it'
      : until.length > MOST_TOLD
        ? `pain before the last ${MOST_TOLD}`
        : 'pain before each';
  return `Saved. ${ordinal(until.length)} visit; ${each}: ${told.join(', ')}.`;
}
