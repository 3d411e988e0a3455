import type { Held } from '../records/held.ts';
import type { Session } from '../records/session.ts';
import { ordinal } from './words.ts';

const MOST_TOLD = 8;

/**
 * What has happened, when a visit was saved: `Saved. Third visit; pain before each: 8, 7, 7.`
 *
 * @param sessions the client's, in order of time
 * @returns undefined when it is not among them
 */
export function savedVisitText(sessions: readonly Held<Session>[], sessionId: string): string | undefined {
  const place = sessions.findIndex((session) => session.sessionId === sessionId);
  if (place < 0) return undefined;
  const until = sessions.slice(0, place + 1);
  const told = until.slice(-MOST_TOLD).map(({ painBefore }) => painBefore ?? 'not asked');
  const each =
    until.length === 1
      ? 'pain before it'
      : until.length > MOST_TOLD
        ? `pain before the last ${MOST_TOLD}`
        : 'pain before each';
  return `Saved. ${ordinal(until.length)} visit; ${each}: ${told.join(', ')}.`;
}
