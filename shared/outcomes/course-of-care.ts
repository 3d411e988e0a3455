import type { Complaint } from '../records/catalogue.ts';
import { utcSeconds } from '../records/instant.ts';
import { firstAtOrAfter } from './client-order.ts';
import type { CourseOutcome } from './course-outcome.ts';
import { regionAmong } from './region-rule.ts';
import type { JournalPain, SessionOutcome } from './session-outcome.ts';

/** What a course has to know of a session. */
export type CourseSession = Pick<
  SessionOutcome,
  | 'sessionId'
  | 'startedAt'
  | 'endedAt'
  | 'complaint'
  | 'technique'
  | 'combination'
  | 'bodyRegions'
  | 'painBefore'
  | 'painAfter'
>;
type Timed = { session: CourseSession; start: number; end: number };

/** This long from the end of a session, nothing that comes belongs to its course any more. */
export const COURSE_GAP_DAYS = 60;
export const COURSE_GAP_SECONDS = COURSE_GAP_DAYS * 86_400;

/**
 * One client's courses of care. A gap of 60 days or more from the end of a session to the start of the next
 * for the same complaint begins a new course. Its last pain is the latest in time of all scores at its
 * sessions but the first before-score, and of the journal entries from the first session's start to less
 * than 60 days after the last session's end. At one instant a score before is earlier than one after, and
 * that than the journal. An entry about a body region that no session of the course treated does not count.
 *
 * @param sessions all of the client's sessions in order of start (then of id)
 * @param journal pain `now` in order of time (then of id)
 * @returns in order of their first sessions
 */
export function coursesOfCare(
  sessions: readonly CourseSession[],
  journal: readonly JournalPain[],
): CourseOutcome[] {
  const open = new Map<Complaint, Timed[]>();
  const courses: Timed[][] = [];
  for (const session of sessions) {
    const timed = { session, start: utcSeconds(session.startedAt), end: utcSeconds(session.endedAt) };
    const course = open.get(session.complaint);
    if (course && timed.start - course.at(-1)!.end < COURSE_GAP_SECONDS) {
      course.push(timed);
    } else {
      const begun = [timed];
      open.set(session.complaint, begun);
      courses.push(begun);
    }
  }
  return courses.map((course) => courseOutcome(course, journal));
}

function courseOutcome(course: readonly Timed[], journal: readonly JournalPain[]): CourseOutcome {
  const { startedAt, complaint, technique, combination, painBefore } = course[0]!.session;
  const painAfter = latestPain(course, journal);
  return {
    startedAt,
    complaint,
    technique,
    combination,
    ...(painBefore === undefined ? {} : { painBefore }),
    ...(painAfter === undefined ? {} : { painAfter }),
    sessions: course.length,
    lastEndedAt: course.at(-1)!.session.endedAt,
  };
}

function latestPain(course: readonly Timed[], journal: readonly JournalPain[]): number | undefined {
  const atSessions = latestAtSessions(course);
  const inJournal = latestInJournal(course, journal);
  if (!inJournal || (atSessions && atSessions.at > inJournal.at)) return atSessions?.pain;
  return inJournal.pain;
}

function latestAtSessions(course: readonly Timed[]): { at: number; pain: number } | undefined {
  let latest: { at: number; isAfter: boolean; pain: number } | undefined;
  const take = (at: number, isAfter: boolean, pain: number | undefined) => {
    if (pain === undefined) return;
    const isEarlier = latest && (at < latest.at || (at === latest.at && latest.isAfter && !isAfter));
    if (!isEarlier) latest = { at, isAfter, pain };
  };
  for (const [index, { session, start, end }] of course.entries()) {
    if (index > 0) take(start, false, session.painBefore);
    take(end, true, session.painAfter);
  }
  return latest;
}

function latestInJournal(course: readonly Timed[], journal: readonly JournalPain[]): JournalPain | undefined {
  const regions = new Set(course.flatMap(({ session }) => session.bodyRegions ?? []));
  const close = course.at(-1)!.end + COURSE_GAP_SECONDS;
  for (let index = firstAtOrAfter(close, journal) - 1; index >= 0; index--) {
    const entry = journal[index]!;
    if (entry.at < course[0]!.start) return undefined;
    if (regionAmong(entry.bodyRegion, regions)) return entry;
  }
  return undefined;
}
