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
>;
type Timed = { session: CourseSession; start: number; end: number };
type Pain = { at: number; pain: number };

/** This long from the end of a session, nothing that comes belongs to its course any more. */
export const COURSE_GAP_DAYS = 60;
export const COURSE_GAP_SECONDS = COURSE_GAP_DAYS * 86_400;
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
  const timed = sessions.map(timedSession);
  const isAway = awayFromTable(timed);
  return inCourses(timed).map((course) => courseOutcome(course, journal, isAway));
}

/** Whether a course looks for its last pain at an instant, in a journal entry about this region. */
export type CourseReach = (at: number, bodyRegion: string | undefined) => boolean;

/** Where the courses of a client look for their last pain, whatever they find there. */
export function courseReaches(sessions: readonly CourseSession[]): CourseReach[] {
  const timed = sessions.map(timedSession);
  const isAway = awayFromTable(timed);
  return inCourses(timed).map((course) => {
    const regions = regionsOf(course);
    const [first, close] = [course[0]!.start, closeOf(course)];
    return (at, bodyRegion) => at > first && at < close && regionAmong(bodyRegion, regions) && isAway(at);
  });
}

function timedSession(session: CourseSession): Timed {
  return { session, start: utcSeconds(session.startedAt), end: utcSeconds(session.endedAt) };
}

function regionsOf(course: readonly Timed[]): ReadonlySet<string> {
  return new Set(course.flatMap(({ session }) => session.bodyRegions ?? []));
}

/** From this instant on, nothing belongs to the course. */
function closeOf(course: readonly Timed[]): number {
  return course.at(-1)!.end + COURSE_GAP_SECONDS;
}

function inCourses(sessions: readonly Timed[]): Timed[][] {
  const open = new Map<Complaint, Timed[]>();
  const courses: Timed[][] = [];
  for (const timed of sessions) {
    const course = open.get(timed.session.complaint);
    if (course && timed.start - course.at(-1)!.end < COURSE_GAP_SECONDS) {
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
function awayFromTable(sessions: readonly Timed[]): (at: number) => boolean {
  const begun = sessions.map(({ start }) => ({ at: start }));
  let latest = Number.NEGATIVE_INFINITY;
  // Sessions may overlap, so the last to begin need not be the last to end.
  const latestEnds = sessions.map(({ end }) => (latest = Math.max(latest, end)));
  return (at) => {
    const before = firstAtOrAfter(at, begun) - 1;
    return before < 0 || at - latestEnds[before]! >= AWAY_FROM_TABLE_SECONDS;
  };
}

function courseOutcome(
  course: readonly Timed[],
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

function latestAtSessions(course: readonly Timed[], isAway: (at: number) => boolean): Pain | undefined {
  const first = course[0]!.start;
  for (let index = course.length - 1; index > 0; index--) {
    const { session, start } = course[index]!;
    if (session.painBefore !== undefined && start > first && isAway(start)) {
      return { at: start, pain: session.painBefore };
    }
  }
  return undefined;
}

/** @param notBefore the latest score at a session; the journal counts from that instant on */
function latestInJournal(
  course: readonly Timed[],
  journal: readonly JournalPain[],
  isAway: (at: number) => boolean,
  notBefore: number | undefined,
): Pain | undefined {
  if (journal.length === 0) return undefined;
  const regions = regionsOf(course);
  const close = closeOf(course);
  const from = notBefore ?? course[0]!.start + 1;
  for (let index = firstAtOrAfter(close, journal) - 1; index >= 0; index--) {
    const entry = journal[index]!;
    if (entry.at < from) return undefined;
    if (regionAmong(entry.bodyRegion, regions) && isAway(entry.at)) return entry;
  }
  return undefined;
}
