import type { SentRecord } from './record.ts';
import type { Refusal } from './refusal.ts';
import { dateAfter } from './time/calendar-days.ts';
import { EASTERNMOST_SECONDS, WESTERNMOST_SECONDS } from './time/extreme-zones.ts';
import { dateIn, dayStart } from './time/in-zone.ts';
import { utcSeconds } from './time/instant.ts';

/** Before it, no clinic of ours was open; it holds where a clinic has set no date of its own. */
const EARLIEST_OPENING = '1990-01-01';
/** How far a sender's clock may be ahead of ours. */
export const CLOCK_TOLERANCE_SECONDS = 5 * 60;

/** By what a record's times are judged. */
export type TimeBounds = {
  /** When it arrived, by our clock: RFC 3339. */
  arrivedAt: string;
  /** The date on which the clinic opened, `YYYY-MM-DD`. */
  openedOn?: string | undefined;
  /** The clinic's, by its IANA name: where its days begin and end. */
  timeZone?: string | undefined;
};

/** Within which instants something can have happened that is told of. */
export type PlausibleTimes = Pick<TimeBounds, 'arrivedAt' | 'timeZone'> & {
  /** The first and the last date, `YYYY-MM-DD`, in the clinic's time zone; in any where it has none. */
  first: string;
  last: string;
  /** Whether the clinic has said that it opened on the first of them. */
  isOpening: boolean;
  /** Seconds since 1970 UTC; the end is exclusive. */
  from: number;
  until: number;
};

/** The bounds for all that arrives at one instant: from the first day of the clinic to the end of its tomorrow. */
export function plausibleTimes({ arrivedAt, openedOn, timeZone }: TimeBounds): PlausibleTimes {
  const first = openedOn ?? EARLIEST_OPENING;
  const last = dateAfter(dateIn(new Date(arrivedAt), timeZone), 1);
  const end = dateAfter(last, 1);
  // Where no zone is known, the sender's own day counts: it begins earliest at UTC+14 and ends last at UTC-12.
  const [from, until] =
    timeZone === undefined
      ? [dayStart(first, 'UTC') - EASTERNMOST_SECONDS, dayStart(end, 'UTC') - WESTERNMOST_SECONDS]
      : [dayStart(first, timeZone), dayStart(end, timeZone)];
  return { arrivedAt, timeZone, first, last, isOpening: openedOn !== undefined, from, until };
}

/**
 * Whether a record's times can be: `recordedAt` at most five minutes ahead of us (`clock.ahead`), times of
 * sessions, scores and measurements from the clinic's opening to the end of tomorrow (`out-of-range`).
 *
 * @returns the first refusal, or undefined when all can be
 */
export function refusalOfTimes(record: SentRecord, plausible: PlausibleTimes): Refusal | undefined {
  const { recordedAt } = record;
  const { arrivedAt, timeZone, first, last, isOpening, from, until } = plausible;
  if (recordedAt !== undefined && isAhead(recordedAt, arrivedAt)) {
    const message =
      `expected an instant at most five minutes after its arrival, at ${arrivedAt}; ` +
      'the clock that wrote it is ahead, set it or leave recordedAt out';
    return { code: 'clock.ahead', path: 'recordedAt', message };
  }
  const where = timeZone === undefined ? '' : `, where the clinic is (${timeZone})`;
  for (const [path, instant] of timesOf(record)) {
    const seconds = utcSeconds(instant);
    if (seconds >= from && seconds < until) continue;
    const since = isOpening ? `the clinic's opening, ${first},` : first;
    const message = `expected a time from ${since} to the end of tomorrow, ${last}${where}`;
    return { code: 'out-of-range', path, message };
  }
  return undefined;
}

/** Whether an instant is further ahead of another than clocks may differ. */
export function isAhead(instant: string, arrivedAt: string): boolean {
  return utcSeconds(instant) > utcSeconds(arrivedAt) + CLOCK_TOLERANCE_SECONDS;
}

/** When what a record tells of happened, field by field. */
function timesOf(record: SentRecord): [path: string, instant: string][] {
  if (record.type === 'session') {
    return [
      ['startedAt', record.startedAt],
      ['endedAt', record.endedAt],
    ];
  }
  return record.type === 'pain-score' || record.type === 'measurement' ? [['at', record.at]] : [];
}
