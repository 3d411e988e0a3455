import type { Fact } from '../records/record.ts';
import { offsetIn } from '../records/time/in-zone.ts';
import { instantIn, utcSeconds } from '../records/time/instant.ts';
import type { Held } from '../records/versions/held.ts';
import { lastOffset } from '../records/versions/last-offset.ts';

/** By which clock forms are filled in: that of the clinic's time zone, or one at an offset from UTC such as `-05:00`. */
export type ClinicClock = { timeZone: string } | { offset: string };

/** A clinic's: by its zone, else at the offset that the client's last session was written with, else in UTC. */
export function clinicClock(timeZone: string | undefined, facts: readonly Held<Fact>[]): ClinicClock {
  return timeZone === undefined ? { offset: lastOffset(facts) } : { timeZone };
}

const DAY_MILLISECONDS = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** An instant as the clock shows it, with its offset. */
export function shownBy(clock: ClinicClock, instant: Date): string {
  return instantIn(instant, 'offset' in clock ? clock.offset : offsetIn(instant, clock.timeZone));
}

/**
 * The instant at which the clock shows a date and a time. Of the hour that it shows twice a year, when clocks are put
 * back, either is meant.
 *
 * @param time such as `10:30`
 * @param after of that hour the first time after this instant is meant, where one is
 * @returns undefined for what is no date or no time, and for a time that the clock skips when it is put forward
 */
export function instantBy(
  clock: ClinicClock,
  date: string,
  time: string,
  after?: string,
): string | undefined {
  if (!DATE.test(date) || !TIME.test(time)) return undefined;
  const utc = new Date(`${date}T${time}:00Z`);
  if (Number.isNaN(utc.getTime()) || utc.toISOString().slice(0, 10) !== date) return undefined;
  if ('offset' in clock) return `${date}T${time}:00${clock.offset}`;
  const nearby = offsetIn(utc, clock.timeZone);
  const offset = offsetIn(new Date(`${date}T${time}:00${nearby}`), clock.timeZone);
  // Those of the day before and of the day after: one of them is that of the other time of an hour that is shown twice.
  const others = [-1, 1].map((days) =>
    offsetIn(new Date(utc.getTime() + days * DAY_MILLISECONDS), clock.timeZone),
  );
  const shown = [offset, ...others]
    .map((each) => `${date}T${time}:00${each}`)
    .filter((instant) => shownBy(clock, new Date(instant)).slice(0, 16) === `${date}T${time}`);
  if (after === undefined) return shown[0];
  const inOrder = shown.toSorted((a, b) => utcSeconds(a) - utcSeconds(b));
  return inOrder.find((instant) => utcSeconds(instant) > utcSeconds(after)) ?? inOrder[0];
}
