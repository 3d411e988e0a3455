import fc from 'fast-check';
import { COMPLAINTS, TECHNIQUES } from '../../shared/records/catalogue.ts';
import type { PainScore } from '../../shared/records/pain-score.ts';
import type { Session } from '../../shared/records/session.ts';
import { utcSeconds, utcText } from '../../shared/records/time/instant.ts';
import type { Held } from '../../shared/records/versions/held.ts';

/** Records of one client for tests: single ones with defaults, and random ones. */

export const HOUR = 3600;
const RECORDED_AT = '2026-08-01T00:00:00+00:00';

/** The session that tests look from: it ends on 2026-08-03 at 16:15 UTC. */
export const END = utcSeconds('2026-08-03T16:15:00+00:00');

export function session(fields: Partial<Held<Session>> = {}): Held<Session> {
  return {
    type: 'session',
    sessionId: 's-1',
    therapistId: 't-1',
    startedAt: '2026-08-03T10:00:00-05:00',
    endedAt: '2026-08-03T11:15:00-05:00',
    complaint: 'chronic-low-back-pain',
    techniques: [{ technique: 'deep-tissue', minutes: 60 }],
    recordedAt: RECORDED_AT,
    ...fields,
  };
}

export function score(fields: Partial<Held<PainScore>> = {}): Held<PainScore> {
  return {
    type: 'pain-score',
    scoreId: 'p-1',
    at: '2026-08-04T16:15:00+00:00',
    window: 'now',
    recordedAt: RECORDED_AT,
    ...fields,
  };
}

/** A journal entry that many seconds after the end of the default session. */
export function scoreAfterEnd(seconds: number, fields: Partial<Held<PainScore>> = {}): Held<PainScore> {
  return score({ scoreId: `p-${seconds}`, at: instantAt(END + seconds), ...fields });
}

/** The instant as written at an offset of whole hours. */
export function instantAt(seconds: number, offsetHours = 0): string {
  const sign = offsetHours < 0 ? '-' : '+';
  const hours = String(Math.abs(offsetHours)).padStart(2, '0');
  return `${utcText(seconds + offsetHours * HOUR)}${sign}${hours}:00`;
}

const region = fc.constantFrom(undefined, undefined, 'neck', 'low-back');
const painOrNone = fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined, freq: 5 });
const offsetHours = fc.integer({ min: -12, max: 14 });
/** Six weeks around the turn of a month, often on a round hour, so that ties and bounds occur. */
const instantSeconds = fc.oneof(
  fc.integer({ min: 0, max: 42 * 24 }).map((hours) => utcSeconds('2026-07-12T00:00:00+00:00') + hours * HOUR),
  fc
    .integer({ min: 0, max: 42 * 24 * HOUR })
    .map((seconds) => utcSeconds('2026-07-12T00:00:00+00:00') + seconds),
);

const techniqueEntries = fc.uniqueArray(
  fc.record({
    technique: fc.constantFrom(...TECHNIQUES.slice(0, 3)),
    minutes: fc.constantFrom(15, 30, 45),
    bodyRegion: region,
  }),
  { minLength: 1, maxLength: 3, selector: (entry) => `${entry.technique}@${entry.bodyRegion}` },
);

export const anySession: fc.Arbitrary<Held<Session>> = fc
  .record({
    sessionId: fc.integer({ min: 0, max: 1e6 }).map((n) => `s-${n}`),
    start: instantSeconds,
    lengthSeconds: fc.oneof(fc.constant(HOUR), fc.constant(8 * HOUR), fc.integer({ min: 1, max: 8 * HOUR })),
    offsets: fc.tuple(offsetHours, offsetHours),
    complaint: fc.constantFrom(...COMPLAINTS.slice(0, 2)),
    techniques: techniqueEntries,
    painBefore: painOrNone,
    painAfter: painOrNone,
  })
  .map(({ start, lengthSeconds, offsets, painBefore, painAfter, ...rest }) =>
    session({
      ...rest,
      startedAt: instantAt(start, offsets[0]),
      endedAt: instantAt(start + lengthSeconds, offsets[1]),
      ...(painBefore === undefined ? {} : { painBefore }),
      ...(painAfter === undefined ? {} : { painAfter }),
    }),
  );

export const anyScore: fc.Arbitrary<Held<PainScore>> = fc
  .record({
    scoreId: fc.integer({ min: 0, max: 1e6 }).map((n) => `p-${n}`),
    at: fc.tuple(instantSeconds, offsetHours).map(([seconds, offset]) => instantAt(seconds, offset)),
    pain: painOrNone,
    soreness: painOrNone,
    window: fc.constantFrom('now', 'now', 'now', 'past-week'),
    bodyRegion: region,
  })
  .map(({ pain, soreness, bodyRegion, ...rest }) =>
    score({
      ...rest,
      ...(pain === undefined && soreness === undefined ? { pain: 5 } : {}),
      ...(pain === undefined ? {} : { pain }),
      ...(soreness === undefined ? {} : { soreness }),
      ...(bodyRegion === undefined ? {} : { bodyRegion }),
    }),
  );

/** Sessions and journal of one client, every id once, frozen. */
export const anyClient = fc
  .tuple(
    fc.uniqueArray(anySession, { maxLength: 8, selector: ({ sessionId }) => sessionId }),
    fc.uniqueArray(anyScore, { maxLength: 20, selector: ({ scoreId }) => scoreId }),
  )
  .map(([sessions, scores]) => deepFreeze([...sessions, ...scores]));

export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
