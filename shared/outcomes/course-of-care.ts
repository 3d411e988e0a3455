import type { Complaint } from '../records/catalogue.ts';
import { utcSeconds } from '../records/time/instant.ts';
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
>;
/** With its start and its end, in seconds since 1970 UTC. */
export type TimedSession<Session extends CourseSession = CourseSession> = {
  session: Session;
  at: number;
  end: number;
};
type Pain = { at: number; pain: number };

/** This long from the end of a session, nothing that comes belongs to its course any more. */
export const COURSE_GAP_DAYS = 60;
const COURSE_GAP_SECONDS = COURSE_GAP_DAYS * 86_400;
/** Sooner after a session, of whatever complaint, a score says how the table felt and not what stays. */
const AWAY_FROM_TABLE_SECONDS = 24 * 3600;

/**
 * One client's courses of care. A gap of 60 days or more from the end of a session to the start of the next
 * for the same complaint begins a new course. Its last pain is what the client feels away from the table: the
 * latest in time of the later sessions' before-scores and of the journal entries to less than 60 days after the
 * last session's end, each at least 24 h after the end of every session, of any complaint, that began before it.
 * At one instant a score before is earlier than the journal. An after-score never ends a course. An entry about
 * a body region that no session of the course treated does not count.
 *
 * @param sessions all of the client's sessions in order of start (then of id)
 * @param journal pain `now` in order of time (then of id)
 * @returns in order of their first sessions
 */
export function coursesOfCare(
  sessions: readonly CourseSession[],
  journal: readonly JournalPain[],
): CourseOutcome[] {
  return coursesOfTimed(sessions.map(timedSession), journal);
}

/** The same of sessions of which the seconds are known. */
export function coursesOfTimed(
  sessions: readonly TimedSession[],
  journal: readonly JournalPain[],
): CourseOutcome[] {
  const isAway = awayFromTable(sessions);
  return inCourses(sessions).map((course) => courseOutcome(course, journal, isAway));
}

/** Whether a course looks for its last pain at an instant, in a journal entry about this region. */
export type CourseReach = (at: number, bodyRegion: string | undefined) => boolean;

/** Where the courses of a client look for their last pain, whatever they find there. */
export function courseReaches(sessions: readonly TimedSession[]): CourseReach[] {
  const isAway = awayFromTable(sessions);
  return inCourses(sessions).map((course) => {
    const regions = regionsOf(course);
    const first = course[0]!.at;
    const close = closeOf(course);
    return (at, bodyRegion) => at > first && at < close && regionAmong(bodyRegion, regions) && isAway(at);
  });
}

function timedSession(session: CourseSession): TimedSession {
  return { session, at: utcSeconds(session.startedAt), end: utcSeconds(session.endedAt) };
}

function regionsOf(course: readonly TimedSession[]): string[] {
  return [...new Set(course.flatMap(({ session }) => session.bodyRegions ?? []))];
}

/** From this instant on, nothing belongs to the course. */
function closeOf(course: readonly TimedSession[]): number {
  return course.at(-1)!.end + COURSE_GAP_SECONDS;
}

function inCourses(sessions: readonly TimedSession[]): TimedSession[][] {
  const open = new Map<Complaint, TimedSession[]>();
  const courses: TimedSession[][] = [];
  for (const timed of sessions) {
    const course = open.get(timed.session.complaint);
    if (course && timed.at - course.at(-1)!.end < COURSE_GAP_SECONDS) {
      course.push(timed);
    } else {
      const begun = [timed];
      open.set(timed.session.complaint, begun);
      courses.push(begun);
    }
  }
  return courses;
}

/** Whether an instant is 24 h or more after the end of all sessions that began before it. */
function awayFromTable(sessions: readonly TimedSession[]): (at: number) => boolean {
  let latest = Number.NEGATIVE_INFINITY;
  // Sessions may overlap, so the last to begin need not be the last to end.
  const latestEnds = sessions.map(({ end }) => (latest = Math.max(latest, end)));
  return (at) => {
    const before = firstAtOrAfter(at, sessions) - 1;
    return before < 0 || at - latestEnds[before]! >= AWAY_FROM_TABLE_SECONDS;
  };
}

function courseOutcome(
  course: readonly TimedSession[],
  journal: readonly JournalPain[],
  isAway: (at: number) => boolean,
): CourseOutcome {
  const { startedAt, complaint, technique, combination, painBefore } = course[0]!.session;
  const atSession = latestAtSessions(course, isAway);
  const painAfter = (latestInJournal(course, journal, isAway, atSession?.at) ?? atSession)?.pain;
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

function latestAtSessions(
  course: readonly TimedSession[],
  isAway: (at: number) => boolean,
): Pain | undefined {
  const first = course[0]!.at;
  for (let index = course.length - 1; index > 0; index--) {
    const { session, at } = course[index]!;
    if (session.painBefore !== undefined && at > first && isAway(at)) {
      return { at, pain: session.painBefore };
    }
  }
  return undefined;
}

/** @param notBefore the latest score at a session; the journal counts from that instant on */
function latestInJournal(
  course: readonly TimedSession[],
  journal: readonly JournalPain[],
  isAway: (at: number) => boolean,
  notBefore: number | undefined,
): Pain | undefined {
  if (journal.length === 0) return undefined;
  const regions = regionsOf(course);
  const close = closeOf(course);
  const from = notBefore ?? course[0]!.at + 1;
  for (let index = firstAtOrAfter(close, journal) - 1; index >= 0; index--) {
    const entry = journal[index]!;
    if (entry.at < from) return undefined;
    if (regionAmong(entry.bodyRegion, regions) && isAway(entry.at)) return entry;
  }
  return undefined;
}
