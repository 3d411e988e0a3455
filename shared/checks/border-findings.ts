import { crowdedWeeks } from './crowded-weeks.ts';
import { type CheckedSession, type Finding, rowsOf, type TimedSession } from './finding.ts';
import { type ClientOfMonth, isInBorderWeeks, type MonthEdge } from './month-edges.ts';
import { asMonthFindings, type MonthFindings } from './month-findings.ts';
import { overlaps } from './overlaps.ts';
import { sharedIds } from './shared-ids.ts';

/** One side of the border before a month: its edge, and all sessions there of clients whom either side finds busy. */
export type BorderSide = { edge: MonthEdge; busy: readonly ClientOfMonth[] };

/**
 * What only two months together show: client or therapist at two places at once over midnight, one id under two
 * clients there, a client's week across that is too full. What one of the months shows alone is found there.
 *
 * @param month that begins at the border
 */
export function borderFindings(month: string, before: BorderSide, after: BorderSide): MonthFindings {
  const near = rowsOf([before, after].flatMap(({ edge }) => clientsOf(edge)));
  const weeks = rowsOf(
    [before, after].flatMap(({ busy }) =>
      busy.map(({ client, sessions }) => ({
        client,
        sessions: sessions.filter((session) => isInBorderWeeks(month, session)),
      })),
    ),
  );
  const isLate = new Set([...clientsOf(after.edge), ...after.busy].flatMap(namesOf));
  const crosses = ({ sessions }: Finding) =>
    new Set(sessions.map((session) => isLate.has(nameOf(session.client, session)))).size === 2;
  return asMonthFindings([...overlaps(near), ...sharedIds(near), ...crowdedWeeks(weeks)].filter(crosses));
}

const nameOf = (client: string, { sessionId }: Pick<CheckedSession, 'sessionId'>) => `${client} ${sessionId}`;

function namesOf({ client, sessions }: ClientOfMonth): string[] {
  return sessions.map((session) => nameOf(client, session));
}

function clientsOf({ near }: MonthEdge): ClientOfMonth[] {
  return near.map(({ client, ...session }): { client: string; sessions: TimedSession[] } => ({
    client,
    sessions: [session],
  }));
}
