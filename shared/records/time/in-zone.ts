import { utcSeconds, utcText } from './instant.ts';
import { hasYear, zoneOffsets } from './time-zone.ts';

const DAY_SECONDS = 86_400;

/**
 * The same instant as clocks of a time zone show it, with the offset that they have at that time; a fraction stays.
 *
 * @param instant as parseInstant gives it
 * @returns the instant as it is where the zone's year would have no four digits
 */
export function inZone(instant: string, timeZone: string): string {
  const seconds = utcSeconds(instant);
  const offset = zoneOffsets(timeZone).minutesAt(seconds);
  const local = seconds + offset * 60;
  if (!hasYear(local)) return instant;
  const fraction = /\.\d+/.exec(instant)?.[0] ?? '';
  return `${utcText(local)}${fraction}${offsetText(offset)}`;
}

/** The day that an instant lies on in a time zone; in UTC without one. */
export function dateIn(instant: Date, timeZone: string | undefined): string {
  const seconds = Math.floor(instant.getTime() / 1000);
  return utcText(
    seconds + (timeZone === undefined ? 0 : zoneOffsets(timeZone).minutesAt(seconds) * 60),
  ).slice(0, 10);
}

/**
 * When a day begins in a time zone: the first instant that its clocks show on that date or a later one, which is not
 * midnight where clocks are put forward then.
 *
 * @param date `YYYY-MM-DD`
 * @returns seconds since 1970 UTC
 */
export function dayStart(date: string, timeZone: string): number {
  const offsets = zoneOffsets(timeZone);
  const midnight = utcSeconds(`${date}T00:00:00Z`);
  // No clock is further from UTC than a day.
  let [before, from] = [midnight - DAY_SECONDS, midnight + DAY_SECONDS];
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (middle + offsets.minutesAt(middle) * 60 < midnight) before = middle;
    else from = middle;
  }
  return from;
}

/** The offset from UTC that clocks of a time zone have at an instant, such as `-05:00`. */
export function offsetIn(instant: Date, timeZone: string): string {
  return offsetText(zoneOffsets(timeZone).minutesAt(Math.floor(instant.getTime() / 1000)));
}

/** `-05:00` of -300 minutes. */
function offsetText(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}

/** Where facts of all types say when. */
const INSTANTS = ['startedAt', 'endedAt', 'at', 'recordedAt'] as const;

/**
 * The fact with its instants as clocks of the clinic show them, so that the day and the month that they lie in are
 * the clinic's, whatever the sender's offset was. What is held keeps the sender's spelling.
 *
 * @param timeZone undefined: the fact as it is
 */
export function factInZone<Fact extends object>(fact: Fact, timeZone: string | undefined): Fact {
  if (timeZone === undefined) return fact;
  const spelled = { ...fact } as Record<string, unknown>;
  for (const field of INSTANTS) {
    const instant = spelled[field];
    if (typeof instant === 'string') spelled[field] = inZone(instant, timeZone);
  }
  return spelled as Fact;
}
