import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CourseOutcome } from '../../shared/outcomes/course-outcome.ts';
import { courseStanding } from '../../shared/outcomes/course-standing.ts';
import { dateAfter, dayNumber } from '../../shared/records/time/calendar-days.ts';
import { deepFreeze } from './client-records.ts';

const course = (fields: Partial<CourseOutcome> = {}): CourseOutcome =>
  deepFreeze({
    startedAt: '2026-08-03T10:00:00-05:00',
    complaint: 'neck-pain',
    technique: 'deep-tissue',
    combination: ['deep-tissue'],
    painBefore: 7,
    painAfter: 3,
    sessions: 4,
    lastEndedAt: '2026-09-14T23:30:00-05:00',
    ...fields,
  });
const date = fc.integer({ min: 0, max: 20_000 }).map((day) => dateAfter('2000-01-01', day));

describe('a course of care as of a date', () => {
  test('is open until 60 days have passed since its last session, as written, and discharged from then on', () => {
    expect(courseStanding(course(), '2026-11-12').standing).toBe('open');
    expect(courseStanding(course(), '2026-11-13')).toMatchObject({
      standing: 'discharged',
      closesOn: '2026-11-13',
    });
  });

  test('says what changed from before its first session to the latest score; positive is better', () => {
    expect(courseStanding(course(), '2026-09-15')).toMatchObject({ firstPain: 7, latestPain: 3, change: 4 });
    expect(courseStanding(course({ painAfter: 8 }), '2026-09-15').change).toBe(-1);
  });

  test('has no change where a score is missing, and a missing score is not 0', () => {
    const { painBefore: _, ...noFirst } = course();
    expect(courseStanding(noFirst, '2026-09-15')).toMatchObject({
      firstPain: null,
      latestPain: 3,
      change: null,
    });
    const { painAfter: __, ...noLatest } = course();
    expect(courseStanding(noLatest, '2026-09-15')).toMatchObject({ latestPain: null, change: null });
  });

  test('once discharged, stays so on every later date', () => {
    fc.assert(
      fc.property(date, date, (one, other) => {
        const [earlier, later] = [one, other].sort() as [string, string];
        const standing = (asOf: string) => courseStanding(course(), asOf).standing;
        if (standing(earlier) === 'discharged') expect(standing(later)).toBe('discharged');
      }),
    );
  });
});

describe('days of the calendar', () => {
  test('go over the ends of months and leap years, there and back', () => {
    expect(dateAfter('2028-02-28', 2)).toBe('2028-03-01');
    expect(dateAfter('2026-03-01', -1)).toBe('2026-02-28');
    expect(dayNumber('2026-09-14') - dayNumber('2026-08-03')).toBe(42);
    fc.assert(
      fc.property(date, fc.integer({ min: -3000, max: 3000 }), (from, days) => {
        expect(dayNumber(dateAfter(from, days)) - dayNumber(from)).toBe(days);
      }),
    );
  });

  test('end with the year 9999, so that dates go on sorting as time', () => {
    expect(dateAfter('9999-12-30', 60)).toBe('9999-12-31');
  });
});
