import { compareText } from '../outcomes/client-order.ts';
import type { SessionOutcome } from '../outcomes/session-outcome.ts';
import { utcSeconds } from '../records/time/instant.ts';

/** What facts can be checked for: each is something that cannot be, or hardly, whoever has written it down. */
export const CHECKS = [
  'client-in-two-places',
  'therapist-in-two-places',
  'one-id-two-clients',
  'implausible-date',
  'too-many-sessions',
  'minutes-beyond-session',
  'zero-scores-in-series',
] as const;
export type Check = (typeof CHECKS)[number];

/** As much of a session as is needed to find it in the practice's own books. */
export type CheckedSession = { sessionId: string; client: string; therapistId: string; startedAt: string };

/** Facts that contradict each other or the possible. */
export type Finding = {
  check: Check;
  /** Those concerned, in order of start; the first ones of many. */
  sessions: CheckedSession[];
  /** How many sessions are concerned. */
  count: number;
  /** Of minutes-beyond-session: what was written down, and what there was. */
  minutes?: { told: number; session: number };
  /** Of implausible-date: journal entries, by client and instant. */
  scores?: { client: string; at: string }[];
};

/** Of one finding; the others are counted. */
export const MOST_SESSIONS_SHOWN = 20;

/** As much of a session as tells whom it kept busy, and when. */
export type TimedSession = Pick<SessionOutcome, 'sessionId' | 'therapistId' | 'startedAt' | 'endedAt'>;

/** A session with its client and its place on the time line, in seconds since 1970 UTC. */
export type Row<Session extends TimedSession = SessionOutcome> = {
  client: string;
  session: Session;
  start: number;
  end: number;
};

/** The sessions of a month in one order, whatever order its clients came in. */
export function rowsOf<Session extends TimedSession>(
  clients: readonly { client: string; sessions: readonly Session[] }[],
): Row<Session>[] {
  const rows = clients.flatMap(({ client, sessions }) =>
    sessions.map((session) => ({
      client,
      session,
      start: utcSeconds(session.startedAt),
      end: utcSeconds(session.endedAt),
    })),
  );
  return rows.sort(
    (a, b) =>
      a.start - b.start ||
      compareText(a.session.sessionId, b.session.sessionId) ||
      compareText(a.client, b.client),
  );
}

export function findingOf(
  check: Check,
  rows: readonly Row<TimedSession>[],
  more: Partial<Finding> = {},
): Finding {
  const sessions = rows.slice(0, MOST_SESSIONS_SHOWN).map(({ client, session }) => {
    const { sessionId, therapistId, startedAt } = session;
    return { sessionId, client, therapistId, startedAt };
  });
  return { check, sessions, count: rows.length, ...more };
}
