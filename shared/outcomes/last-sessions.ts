import { utcSeconds } from '../records/time/instant.ts';
import { compareText } from './client-order.ts';
import type { RecentSession } from './missing-scores.ts';

/** A session as it stands in a therapist's own books. */
export type SessionOnRecord = Pick<RecentSession, 'sessionId' | 'startedAt' | 'complaint'>;

/**
 * The latest session of each of some clients, by pseudonym and in order of it. Nothing that is stored names a
 * client; date, complaint and the practice's own session id are what a therapist knows one by.
 */
export function lastSessions(
  sessions: readonly RecentSession[],
  clients: ReadonlySet<string>,
): Record<string, SessionOnRecord> {
  const last = new Map<string, RecentSession>();
  for (const session of sessions) {
    const held = last.get(session.client);
    if (clients.has(session.client) && (!held || isLater(session, held))) last.set(session.client, session);
  }
  return Object.fromEntries(
    [...last]
      .sort(([a], [b]) => compareText(a, b))
      .map(([client, { sessionId, startedAt, complaint }]) => [client, { sessionId, startedAt, complaint }]),
  );
}

function isLater(a: RecentSession, b: RecentSession): boolean {
  const apart = utcSeconds(a.startedAt) - utcSeconds(b.startedAt);
  return apart > 0 || (apart === 0 && a.sessionId > b.sessionId);
}
