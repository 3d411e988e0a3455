import { utcSeconds } from '../records/time/instant.ts';
import { compareText, scoresInOrder, sessionsInOrder } from './client-order.ts';
import type { ClientRecord } from './client-record.ts';
import { coursesOfCare } from './course-of-care.ts';
import type { CourseOutcome } from './course-outcome.ts';
import { journalPain } from './journal-pain.ts';
import type { ClientMonth, SessionOutcome } from './session-outcome.ts';
import { sessionOutcomes } from './session-outcomes.ts';

/**
 * Everything that became of one client's sessions and courses, from all of the client's records at once.
 *
 * @param records the client's live sessions and journal entries, all of them, in any order
 * @returns both in order of start
 */
export function clientOutcomes(records: readonly ClientRecord[]): {
  sessions: SessionOutcome[];
  courses: CourseOutcome[];
} {
  const scores = scoresInOrder(records);
  const sessions = sessionOutcomes(sessionsInOrder(records), scores);
  return { sessions, courses: coursesOfCare(sessions, journalPain(scores)) };
}

/**
 * The same courses from what is materialised a month. Months that neither hold a session of a course nor
 * lie within 60 days after one may be left out.
 *
 * @param months of one client, each once, in any order
 */
export function coursesOf(months: readonly ClientMonth[]): CourseOutcome[] {
  const sessions = months
    .flatMap((month) => month.sessions)
    .map((session) => ({ session, at: utcSeconds(session.startedAt) }))
    .sort((a, b) => a.at - b.at || compareText(a.session.sessionId, b.session.sessionId));
  // Entries of one instant are of one month, where they stand in order; the sort is stable.
  const journal = months.flatMap((month) => month.journal).sort((a, b) => a.at - b.at);
  return coursesOfCare(
    sessions.map(({ session }) => session),
    journal,
  );
}
