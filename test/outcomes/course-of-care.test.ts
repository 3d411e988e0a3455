import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveClientMonth } from '../../shared/outcomes/client-month.ts';
import { clientOutcomes, coursesOf } from '../../shared/outcomes/client-outcomes.ts';
import type { ClientRecord } from '../../shared/outcomes/client-record.ts';
import type { CourseOutcome } from '../../shared/outcomes/course-outcome.ts';
import type { Session } from '../../shared/records/session.ts';
import { utcSeconds } from '../../shared/records/time/instant.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import { deepFreeze, HOUR, instantAt, score, session } from './client-records.ts';

const DAY = 24 * HOUR;
const START = utcSeconds('2026-01-05T10:00:00+00:00');
const coursesFrom = (records: readonly ClientRecord[]) => clientOutcomes(deepFreeze([...records])).courses;

/** A session of one hour that starts that many seconds after the first one. */
function sessionAt(seconds: number, fields: Partial<Held<Session>> = {}): Held<Session> {
  return session({
    sessionId: `s-${String(seconds).padStart(9, '0')}`,
    startedAt: instantAt(START + seconds),
    endedAt: instantAt(START + seconds + HOUR),
    ...fields,
  });
}
function scoreAt(seconds: number, fields: Parameters<typeof score>[0] = {}) {
  return score({ scoreId: `p-${seconds}`, at: instantAt(START + seconds), pain: 5, ...fields });
}

describe('where a course begins', () => {
  test('60 days from the end of one session to the start of the next begin a new one', () => {
    const first = sessionAt(0, { painBefore: 8 });
    const next = (seconds: number) => coursesFrom([first, sessionAt(seconds, { painBefore: 3 })]);
    expect(next(HOUR + 60 * DAY - 1)).toMatchObject([{ sessions: 2, painBefore: 8, painAfter: 3 }]);
    const apart = next(HOUR + 60 * DAY);
    expect(apart).toMatchObject([
      { sessions: 1, painBefore: 8 },
      { sessions: 1, painBefore: 3 },
    ]);
    expect(apart.map((course) => 'painAfter' in course)).toEqual([false, false]);
  });

  test('each complaint has its own; technique, combination and start are those of the first session', () => {
    const technique = (name: 'sports' | 'relaxation') => [{ technique: name, minutes: 30 }];
    const records = [
      sessionAt(0, { complaint: 'stress', techniques: technique('relaxation') }),
      sessionAt(10 * DAY, { complaint: 'neck-pain', techniques: technique('sports') }),
      sessionAt(40 * DAY, { complaint: 'stress', techniques: technique('sports') }),
    ];
    expect(coursesFrom(records)).toEqual([
      {
        startedAt: '2026-01-05T10:00:00+00:00',
        complaint: 'stress',
        technique: 'relaxation',
        combination: ['relaxation'],
        sessions: 2,
        lastEndedAt: '2026-02-14T11:00:00+00:00',
      },
      {
        startedAt: '2026-01-15T10:00:00+00:00',
        complaint: 'neck-pain',
        technique: 'sports',
        combination: ['sports'],
        sessions: 1,
        lastEndedAt: '2026-01-15T11:00:00+00:00',
      },
    ]);
  });
});

describe('the latest pain of a course', () => {
  const painAfter = (...records: ClientRecord[]) => coursesFrom(records)[0]?.painAfter;
  const first = sessionAt(0, { painBefore: 8 });

  test('is the latest of the later before-scores and the journal, never an after-score', () => {
    const scored = sessionAt(0, { painBefore: 8, painAfter: 6 });
    const second = sessionAt(7 * DAY, { painBefore: 5, painAfter: 1 });
    expect(painAfter(scored)).toBeUndefined();
    expect(painAfter(scored, second)).toBe(5);
    expect(painAfter(scored, second, scoreAt(9 * DAY, { pain: 3 }))).toBe(3);
    expect(painAfter(scored, second, scoreAt(6 * DAY, { pain: 3 }))).toBe(5);
  });

  test('is at least 24 h after the end of the latest session before it', () => {
    const away = HOUR + DAY;
    expect(painAfter(first, scoreAt(away - 1, { pain: 3 }))).toBeUndefined();
    expect(painAfter(first, scoreAt(away, { pain: 3 }))).toBe(3);
    expect(painAfter(first, sessionAt(away - 1, { painBefore: 4 }))).toBeUndefined();
    expect(painAfter(first, sessionAt(away, { painBefore: 4 }))).toBe(4);
  });

  test('is as far from sessions for other complaints', () => {
    const other = (seconds: number) => sessionAt(seconds, { complaint: 'neck-pain', painBefore: 2 });
    const next = sessionAt(7 * DAY, { painBefore: 5 });
    expect(painAfter(first, other(6 * DAY - HOUR), next)).toBe(5);
    expect(painAfter(first, other(6 * DAY - HOUR + 1), next)).toBeUndefined();
    expect(painAfter(first, other(3 * DAY), scoreAt(4 * DAY, { pain: 3 }))).toBeUndefined();
    expect(painAfter(first, other(7 * DAY), next)).toBe(5); // begins with it, not before it
    expect(painAfter(first, other(3 * DAY), scoreAt(3 * DAY, { pain: 3 }))).toBe(3);
  });

  test('waits for a long session that a short one began after', () => {
    const long = {
      ...sessionAt(6 * DAY, { complaint: 'neck-pain' }),
      endedAt: instantAt(START + 6 * DAY + 8 * HOUR),
    };
    const short = sessionAt(6 * DAY + HOUR);
    expect(painAfter(first, long, short, scoreAt(7 * DAY + 8 * HOUR - 1, { pain: 3 }))).toBeUndefined();
    expect(painAfter(first, long, short, scoreAt(7 * DAY + 8 * HOUR, { pain: 3 }))).toBe(3);
  });

  test('comes from a journal entry less than 60 days after the last end', () => {
    const close = HOUR + 60 * DAY;
    const early = scoreAt(2 * DAY, { pain: 4 });
    expect(painAfter(first, early, scoreAt(close - 1, { pain: 1 }))).toBe(1);
    expect(painAfter(first, early, scoreAt(close, { pain: 1 }))).toBe(4);
  });

  test('is not from before the first session, nor from its very start', () => {
    expect(painAfter(first, scoreAt(-1, { pain: 4 }))).toBeUndefined();
    expect(painAfter(first, scoreAt(0, { pain: 4 }))).toBeUndefined();
    const twin = sessionAt(0, { sessionId: 's-z', painBefore: 3 });
    expect(painAfter(first, twin)).toBeUndefined();
  });

  test('at one instant a before-score, then the journal is the latest', () => {
    const second = sessionAt(7 * DAY, { painBefore: 5 });
    expect(painAfter(first, second, scoreAt(7 * DAY, { pain: 4 }))).toBe(4);
    const tie = (scoreId: string, pain: number) => scoreAt(7 * DAY, { scoreId, pain });
    expect(painAfter(first, tie('p-b', 2), tie('p-c', 3), tie('p-a', 1))).toBe(3);
  });

  test('counts an entry about a region only if some session of the course treated it, or none names any', () => {
    const treating = (bodyRegion: string, seconds: number) =>
      sessionAt(seconds, { techniques: [{ technique: 'sports', minutes: 30, bodyRegion }] });
    const about = (bodyRegion: string) => scoreAt(3 * DAY, { pain: 2, bodyRegion });
    expect(painAfter(first, about('neck'))).toBe(2);
    expect(painAfter(treating('low-back', 0), about('neck'))).toBeUndefined();
    expect(painAfter(treating('low-back', 0), treating('neck', 7 * DAY), about('neck'))).toBe(2);
    expect(painAfter(treating('low-back', 0), sessionAt(DAY), about('neck'))).toBeUndefined();
  });

  test('is an answer about now', () => {
    expect(painAfter(first, scoreAt(2 * DAY, { pain: 4, window: 'past-week' }))).toBeUndefined();
    expect(painAfter(first, score({ at: instantAt(START + 2 * DAY), soreness: 4 }))).toBeUndefined();
  });
});

/** A year of one client on a coarse grid, so that gaps of 60 days, cut-offs and ties occur often. */
const grid = fc.oneof(
  fc.integer({ min: 0, max: 18 }).map((step) => step * 20 * DAY),
  fc.integer({ min: 0, max: 18 }).map((step) => step * 20 * DAY + HOUR),
  fc.integer({ min: 0, max: 360 }).map((day) => day * DAY),
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const pain = fc.integer({ min: 0, max: 10 });
const offset = fc.constantFrom(-12, 0, 14);
const region = fc.constantFrom(undefined, 'neck', 'low-back');
const anySession = fc
  .record({
    at: grid,
    offset,
    id: fc.nat(),
    complaint: fc.boolean(),
    region,
    before: maybe(pain),
    after: maybe(pain),
  })
  .map(({ at, offset, id, complaint, region, before, after }) =>
    session({
      sessionId: `s-${id}`,
      startedAt: instantAt(START + at, offset),
      endedAt: instantAt(START + at + HOUR, offset),
      complaint: complaint ? 'stress' : 'neck-pain',
      techniques: [{ technique: 'sports', minutes: 30, ...(region && { bodyRegion: region }) }],
      ...(before !== undefined && { painBefore: before }),
      ...(after !== undefined && { painAfter: after }),
    }),
  );
const anyScore = fc
  .record({ at: grid, offset, id: fc.nat(), region, pain: maybe(pain), now: fc.boolean() })
  .map(({ at, offset, id, region, pain, now }) =>
    score({
      scoreId: `p-${id}`,
      at: instantAt(START + at, offset),
      window: now ? 'now' : 'past-24-hours',
      ...(pain === undefined ? { soreness: 3 } : { pain }),
      ...(region && { bodyRegion: region }),
    }),
  );
const anyYear = fc
  .tuple(
    fc.uniqueArray(anySession, { maxLength: 12, selector: ({ sessionId }) => sessionId }),
    fc.uniqueArray(anyScore, { maxLength: 25, selector: ({ scoreId }) => scoreId }),
  )
  .map(([sessions, scores]): ClientRecord[] => deepFreeze([...sessions, ...scores]));

/** From the words of the rule, without a care for speed. */
function coursesByTheBook(records: readonly ClientRecord[]): Partial<CourseOutcome>[] {
  const sessions = records
    .filter((record) => record.type === 'session')
    .map((record) => ({ record, start: utcSeconds(record.startedAt), end: utcSeconds(record.endedAt) }))
    .toSorted((a, b) => a.start - b.start || (a.record.sessionId < b.record.sessionId ? -1 : 1));
  const courses: (typeof sessions)[] = [];
  for (const one of sessions) {
    const mine = courses.findLast((course) => course[0]!.record.complaint === one.record.complaint);
    if (mine && one.start - mine.at(-1)!.end < 60 * DAY) mine.push(one);
    else courses.push([one]);
  }
  return courses.map((course) => {
    const regions = course.flatMap(({ record }) =>
      record.techniques.flatMap(({ bodyRegion }) => bodyRegion ?? []),
    );
    const [begin, close] = [course[0]!.start, course.at(-1)!.end + 60 * DAY];
    const isAway = (at: number) =>
      sessions.filter(({ start }) => start < at).every(({ end }) => at - end >= DAY);
    const scores = records.filter((record) => record.type === 'pain-score');
    const candidates = [
      ...course
        .slice(1)
        .map(({ record, start }) => ({ at: start, rank: 0, tie: '', pain: record.painBefore })),
      ...scores
        .filter(({ at }) => utcSeconds(at) < close)
        .filter(({ window }) => window === 'now')
        .filter(({ bodyRegion }) => !bodyRegion || regions.length === 0 || regions.includes(bodyRegion))
        .map(({ at, scoreId, pain }) => ({ at: utcSeconds(at), rank: 1, tie: scoreId, pain })),
    ].filter(({ at, pain }) => pain !== undefined && at > begin && isAway(at));
    const latest = candidates
      .toSorted((a, b) => a.at - b.at || a.rank - b.rank || (a.tie < b.tie ? -1 : a.tie > b.tie ? 1 : 0))
      .at(-1);
    const before = course[0]!.record.painBefore;
    return {
      startedAt: course[0]!.record.startedAt,
      complaint: course[0]!.record.complaint,
      sessions: course.length,
      ...(before !== undefined && { painBefore: before }),
      ...(latest && { painAfter: latest.pain! }),
    };
  });
}

describe('properties', () => {
  test('they are what the rule says', () => {
    let long = 0;
    fc.assert(
      fc.property(anyYear, (records) => {
        const courses = coursesFrom(records).map(
          ({ technique: _technique, combination: _combination, lastEndedAt: _last, ...rest }) => rest,
        );
        expect(courses).toEqual(coursesByTheBook(records));
        long += courses.filter(({ sessions }) => sessions > 1).length;
      }),
      { numRuns: 500 },
    );
    expect(long).toBeGreaterThan(200); // or the property would have said nothing
  });

  test('they follow from what is materialised a month, in whatever order the months come', () => {
    const months = Array.from({ length: 24 }, (_, index) => {
      const month = (index + 9) % 12;
      return `${2025 + Math.floor((index + 9) / 12)}-${String(month + 1).padStart(2, '0')}`;
    });
    fc.assert(
      fc.property(anyYear, fc.shuffledSubarray(months, { minLength: 24 }), (records, shuffled) => {
        const materialised = shuffled.map((month) => deriveClientMonth(month, records));
        const stored = JSON.parse(JSON.stringify(materialised)) as typeof materialised;
        expect(JSON.stringify(coursesOf(stored))).toBe(JSON.stringify(coursesFrom(records)));
      }),
      { numRuns: 300 },
    );
  });

  test('the order of the records is irrelevant', () => {
    const shuffles = anyYear.chain((records) =>
      fc.tuple(
        fc.constant(records),
        fc.shuffledSubarray(records, { minLength: records.length, maxLength: records.length }),
      ),
    );
    fc.assert(
      fc.property(shuffles, ([records, shuffled]) => {
        expect(JSON.stringify(clientOutcomes(shuffled))).toBe(JSON.stringify(clientOutcomes(records)));
      }),
    );
  });

  test('the sessions of a client are those of its months', () => {
    fc.assert(
      fc.property(anyYear, (records) => {
        const { sessions } = clientOutcomes(records);
        for (const outcome of sessions) {
          const month = deriveClientMonth(outcome.startedAt.slice(0, 7), records);
          expect(month.sessions).toContainEqual(outcome);
        }
      }),
    );
  });
});
