/**
 * Time in the simulation: a moment is whole minutes after 2026-01-05T00:00:00Z, the Monday on which the
 * sample begins. A clinic writes its moments with its own offset, which changes with daylight saving.
 */
export type Moment = number;

const FIRST_DAY = '2026-01-05';
export const LAST_DAY = '2026-09-30';
const MINUTES_PER_DAY = 24 * 60;
const EPOCH_MILLISECONDS = Date.parse(`${FIRST_DAY}T00:00:00Z`);
/** Number of the last day, the first being 0. */
export const LAST_DAY_NUMBER = dayNumber(LAST_DAY);
export const FIRST_DAY_OF_LAST_QUARTER = dayNumber('2026-07-01');

function dayNumber(date: string): number {
  return (Date.parse(`${date}T00:00:00Z`) - EPOCH_MILLISECONDS) / 86_400_000;
}

/** One civil time zone, as far as the nine months of the sample need it: one change, winter to summer. */
export type Zone = {
  /** IANA name, for readers and for the test that compares with the platform's own rules. */
  name: string;
  winterOffsetMinutes: number;
  summerOffsetMinutes: number;
  /** The instant at which summer time begins in 2026; it ends after the sample does. */
  summerBegins: string;
};

export const CHICAGO: Zone = {
  name: 'America/Chicago',
  winterOffsetMinutes: -360,
  summerOffsetMinutes: -300,
  summerBegins: '2026-03-08T08:00:00Z',
};

export const LISBON: Zone = {
  name: 'Europe/Lisbon',
  winterOffsetMinutes: 0,
  summerOffsetMinutes: 60,
  summerBegins: '2026-03-29T01:00:00Z',
};

function offsetMinutes(zone: Zone, moment: Moment): number {
  const summerBegins = (Date.parse(zone.summerBegins) - EPOCH_MILLISECONDS) / 60_000;
  return moment < summerBegins ? zone.winterOffsetMinutes : zone.summerOffsetMinutes;
}

/**
 * The moment of a wall-clock time. Nobody is treated or writes at the hour of night that daylight saving
 * leaves out, so the offset of the guess is that of the answer.
 *
 * @param day days after the first one
 * @param minute minutes after local midnight
 */
export function momentAt(zone: Zone, day: number, minute: number): Moment {
  const wallClock = day * MINUTES_PER_DAY + minute;
  const guess = wallClock - zone.winterOffsetMinutes;
  return wallClock - offsetMinutes(zone, guess);
}

/** `2026-08-03T10:00:00-05:00` */
export function writeInstant(zone: Zone, moment: Moment): string {
  const offset = offsetMinutes(zone, moment);
  const local = new Date(EPOCH_MILLISECONDS + (moment + offset) * 60_000).toISOString().slice(0, 19);
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}

/** `2026-08-03`, the day with that number. */
export function writeDate(day: number): string {
  return new Date(EPOCH_MILLISECONDS + day * 86_400_000).toISOString().slice(0, 10);
}

/** The number of the local day in which a moment lies. */
export function dayOf(zone: Zone, moment: Moment): number {
  return Math.floor((moment + offsetMinutes(zone, moment)) / MINUTES_PER_DAY);
}

/** Both clinics are closed on Sundays; day 0 is a Monday. */
export function isSunday(day: number): boolean {
  return day % 7 === 6;
}
