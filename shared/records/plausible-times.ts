import { dateAfter } from './calendar-days.ts';
import { dateAsWritten, utcSeconds, utcText } from './instant.ts';
import type { SentRecord } from './record.ts';
import type { Refusal } from './refusal.ts';

/** Before it, no clinic of ours was open; it holds where a clinic has set no date of its own. */
export const EARLIEST_OPENING = '1990-01-01';
/** How far a sender's clock may be ahead of ours. */
export const CLOCK_TOLERANCE_SECONDS = 5 * 60;

/** Days begin earliest at UTC+14 and end last at UTC-12: whatever the sender's offset, his own day counts. */
const EASTERNMOST_SECONDS = 14 * 3600;
const WESTERNMOST_SECONDS = 12 * 3600;

/** By what a record's times are judged. */
export type TimeBounds = {
  /** When it arrived, by our clock: RFC 3339. */
  arrivedAt: string;
  /** The date on which the clinic opened, `YYYY-MM-DD`. */
  openedOn?: string | undefined;
};

/**
 * Whether a record's times can be: `recordedAt` at most five minutes ahead of us (`clock.ahead`), times of
 * sessions, scores and measurements from the clinic's opening to the end of tomorrow (`out-of-range`).
 *
 * @returns the first refusal, or undefined when all can be
 */
export function refusalOfTimes(record: SentRecord, bounds: TimeBounds): Refusal | undefined {
  const { recordedAt } = record;
  if (recordedAt !== undefined && isAhead(recordedAt, bounds.arrivedAt)) {
    const message =
      `expected an instant at most five minutes after its arrival, at ${bounds.arrivedAt}; ` +
      'the clock that wrote it is ahead, set it or leave recordedAt out';
    return { code: 'clock.ahead', path: 'recordedAt', message };
  }
  const { first, last, from, until } = plausibleInstants(bounds);
  for (const [path, instant] of timesOf(record)) {
    const seconds = utcSeconds(instant);
    if (seconds >= from && seconds < until) continue;
    const message = `expected a time from the clinic's opening, ${first}, to the end of tomorrow, ${last}`;
    return { code: 'out-of-range', path, message };
  }
  return undefined;
}

/**
 * Within which instants something can have happened that is told of: as dates, and as seconds since 1970 UTC, of
 * which the end is exclusive.
 */
export function plausibleInstants({ arrivedAt, openedOn }: TimeBounds): {
  first: string;
  last: string;
  from: number;
  until: number;
} {
  const first = openedOn ?? EARLIEST_OPENING;
  const last = dateAfter(dateAsWritten(utcText(utcSeconds(arrivedAt))), 1);
  return {
    first,
    last,
    from: utcSeconds(`${first}T00:00:00Z`) - EASTERNMOST_SECONDS,
    until: utcSeconds(`${dateAfter(last, 1)}T00:00:00Z`) + WESTERNMOST_SECONDS,
  };
}

/** Whether an instant is further ahead of another than clocks may differ. */
export function isAhead(instant: string, arrivedAt: string): boolean {
  return utcSeconds(instant) > utcSeconds(arrivedAt) + CLOCK_TOLERANCE_SECONDS;
}

/** When what a record tells of happened, field by field. */
export function timesOf(record: SentRecord): [path: string, instant: string][] {
  if (record.type === 'session') {
    return [
      ['startedAt', record.startedAt],
      ['endedAt', record.endedAt],
    ];
  }
  return record.type === 'pain-score' || record.type === 'measurement' ? [['at', record.at]] : [];
}
