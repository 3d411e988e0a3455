import { monthAfter } from '../outcomes/months.ts';
import { utcSeconds } from '../records/time/instant.ts';
import { TOO_MANY_A_WEEK } from './crowded-weeks.ts';
import { rowsOf, type TimedSession } from './finding.ts';

const DAY_SECONDS = 86_400;
/**
 * From a month's border in UTC. Months are as written, up to 14 hours from UTC, and a session lasts 8 at most: what
 * overlaps across the border starts within a day of it, and a week across lies within eight.
 */
const NEAR_SECONDS = DAY_SECONDS;
const WEEK_SECONDS = 8 * DAY_SECONDS;

/** What one side of a month's border holds that may contradict the other side. */
export type MonthEdge = {
  /** Sessions close to the border. */
  near: (TimedSession & { client: string })[];
  /** Clients with half as many sessions in the week at the border as are too many. */
  busy: string[];
};

/** The first days of a month, and its last ones. */
export type MonthEdges = { early: MonthEdge; late: MonthEdge };

export type ClientOfMonth = { client: string; sessions: readonly TimedSession[] };

/** The edges of a month, the same in whatever order its clients come; null where nothing lies there. */
export function monthEdges(month: string, clients: readonly ClientOfMonth[]): MonthEdges | null {
  const begins = borderBefore(month);
  const ends = borderBefore(monthAfter(month, 1));
  const edges = {
    early: edgeOf(clients, (start, seconds) => start < begins + seconds),
    late: edgeOf(clients, (start, seconds) => start >= ends - seconds),
  };
  return Object.values(edges).every(({ near, busy }) => near.length + busy.length === 0) ? null : edges;
}

/** Whether a session lies in the eight days before a month begins, or after. */
export function isInBorderWeeks(month: string, { startedAt }: TimedSession): boolean {
  return Math.abs(utcSeconds(startedAt) - borderBefore(month)) <= WEEK_SECONDS;
}

/** Seconds since 1970 UTC. */
const borderBefore = (month: string) => utcSeconds(`${month}-01T00:00:00Z`);

function edgeOf(
  clients: readonly ClientOfMonth[],
  isWithin: (start: number, seconds: number) => boolean,
): MonthEdge {
  const rows = rowsOf(clients).filter(({ start }) => isWithin(start, WEEK_SECONDS));
  const near = rows
    .filter(({ start }) => isWithin(start, NEAR_SECONDS))
    .map(({ client, session: { sessionId, therapistId, startedAt, endedAt } }) => ({
      ...{ client, sessionId, therapistId, startedAt, endedAt },
    }));
  const busy = [...Map.groupBy(rows, ({ client }) => client)]
    .filter(([, own]) => own.length >= TOO_MANY_A_WEEK / 2)
    .map(([client]) => client)
    .sort();
  return { near, busy };
}
