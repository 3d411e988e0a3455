import type { Complaint, Technique } from '../records/catalogue.ts';
import { dateAfter } from '../records/time/calendar-days.ts';
import { dateAsWritten } from '../records/time/instant.ts';
import { COURSE_GAP_DAYS } from './course-of-care.ts';
import type { CourseOutcome } from './course-outcome.ts';

/** A course of care as people read it, as of a date. */
export type CourseStanding = {
  complaint: Complaint;
  /** Of the first session. */
  technique: Technique;
  combination: Technique[];
  /** Of the first session, as written. */
  startedAt: string;
  /** Of the last session, as written. */
  lastEndedAt: string;
  sessions: number;
  /** Pain before the first session; null when it was not asked. */
  firstPain: number | null;
  /** The latest score away from the table; null when there is none. */
  latestPain: number | null;
  /** First less latest: positive is better. Null without both. */
  change: number | null;
  standing: 'open' | 'discharged';
  /** The first date on which a session would no longer belong to the course. */
  closesOn: string;
};

/**
 * How a course of care stands as of a date.
 *
 * Records know no discharge: nobody reports that a client is done. A course counts as discharged once 60 days
 * have passed since its last session, because a session from then on begins a new course; until then it is
 * open, whatever its goals say. Days are counted from the last session's end as written. An erasure takes the
 * course away altogether, and a deletion or correction of its last session moves the date.
 *
 * @param asOf a date such as `2026-11-25`, to its end
 */
export function courseStanding(course: CourseOutcome, asOf: string): CourseStanding {
  const { complaint, technique, combination, startedAt, lastEndedAt, sessions } = course;
  const firstPain = course.painBefore ?? null;
  const latestPain = course.painAfter ?? null;
  const closesOn = dateAfter(dateAsWritten(lastEndedAt), COURSE_GAP_DAYS);
  return {
    complaint,
    technique,
    combination,
    startedAt,
    lastEndedAt,
    sessions,
    firstPain,
    latestPain,
    change: firstPain === null || latestPain === null ? null : firstPain - latestPain,
    standing: asOf >= closesOn ? 'discharged' : 'open',
    closesOn,
  };
}
