import type { CourseOutcome } from '../../outcomes/course-outcome.ts';
import type { SessionOutcome } from '../../outcomes/session-outcome.ts';
import type { Complaint } from '../../records/catalogue.ts';
import type { ClientSessions } from './outcome-table.ts';

/** Which sessions are asked for; what is not named does not narrow anything. */
export type OutcomeFilter = {
  complaint?: Complaint;
  /** A region that one of the session's technique entries names; sessions that name none do not pass. */
  region?: string;
};

/**
 * The sessions that pass a filter, and the courses of care whose first session passes.
 *
 * @param clients in any order and in parts; a course comes from the same months as its first session, and does
 *   not pass without it: the session was deleted a moment ago
 * @returns one part for each client who is left
 */
export function filteredOutcomes(
  clients: readonly ClientSessions[],
  filter: OutcomeFilter,
): readonly ClientSessions[] {
  if (filter.complaint === undefined && filter.region === undefined) return clients;
  return [...Map.groupBy(clients, ({ client }) => client)].flatMap(([client, parts]) => {
    const all = parts.flatMap(({ sessions }) => sessions);
    const sessions = all.filter((session) => passes(session, filter));
    if (sessions.length === 0) return [];
    const first = firstSessions(all);
    const courses = parts
      .flatMap((part) => part.courses)
      .filter((course) => {
        const began = first.get(beginningOf(course));
        return began !== undefined && passes(began, filter);
      });
    return [{ client, sessions, courses }];
  });
}

function passes({ complaint, bodyRegions }: SessionOutcome, asked: OutcomeFilter): boolean {
  if (asked.complaint !== undefined && complaint !== asked.complaint) return false;
  return asked.region === undefined || (bodyRegions?.includes(asked.region) ?? false);
}

/** The session that a course beginning there began with: of several at once, the first by id. */
function firstSessions(sessions: readonly SessionOutcome[]): Map<string, SessionOutcome> {
  const first = new Map<string, SessionOutcome>();
  for (const session of sessions) {
    const held = first.get(beginningOf(session));
    if (!held || session.sessionId < held.sessionId) first.set(beginningOf(session), session);
  }
  return first;
}

/** A course carries its first session's start and complaint. */
function beginningOf({
  startedAt,
  complaint,
}: Pick<SessionOutcome | CourseOutcome, 'startedAt' | 'complaint'>): string {
  return `${startedAt} ${complaint}`;
}
