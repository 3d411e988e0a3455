import type { Held } from '../records/held.ts';
import { offsetIn } from '../records/in-zone.ts';
import { instantIn } from '../records/instant.ts';
import { lastOffset } from '../records/last-offset.ts';
import type { Fact } from '../records/record.ts';

/** By which clock forms are filled in: that of the clinic's time zone, or one at an offset from UTC such as `-05:00`. */
export type ClinicClock = { timeZone: string } | { offset: string };

/** A clinic's: by its zone, else at the offset that the client's last session was written with, else in UTC. */
export function clinicClock(timeZone: string | undefined, facts: readonly Held<Fact>[]): ClinicClock {
  return timeZone === undefined ? { offset: lastOffset(facts) } : { timeZone };
}

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
 * @returns undefined for what is no date or no time, and for a time that the clock skips when it is put forward
 */
export function instantBy(clock: ClinicClock, date: string, time: string): string | undefined {
  if (!DATE.test(date) || !TIME.test(time)) return undefined;
  const utc = new Date(`${date}T${time}:00Z`);
  if (Number.isNaN(utc.getTime()) || utc.toISOString().slice(0, 10) !== date) return undefined;
  if ('offset' in clock) return `${date}T${time}:00${clock.offset}`;
  const nearby = offsetIn(utc, clock.timeZone);
  const offset = offsetIn(new Date(`${date}T${time}:00${nearby}`), clock.timeZone);
  const instant = `${date}T${time}:00${offset}`;
  return shownBy(clock, new Date(instant)).slice(0, 16) === `${date}T${time}` ? instant : undefined;
}
