import { civilDays, isDay } from './civil-days.ts';

/**
 * Instants are RFC 3339 date-times with an offset, kept as written: the offset says in which month the
 * clinic saw the session, and it is lost once an instant becomes a Date.
 */

/** Its section 5.6 lets "T" and "Z" be small letters. */
const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})$/;
const WITHOUT_OFFSET = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const IN_UTC: ReadonlySet<string> = new Set(['Z', 'z', '-00:00']);
const EASTERNMOST_OFFSET_MINUTES = 14 * 60;
const WESTERNMOST_OFFSET_MINUTES = -12 * 60;
/** An instant in the one spelling, as nearly all are. */
const WITHOUT_FRACTION = '2026-08-03T10:00:00-05:00';
const [PLUS, MINUS, ZERO] = [43, 45, 48];
/** UTC text of a later instant would need a fifth digit for its year and no longer sort as time. */
const LAST_SECONDS = Date.parse('9999-12-31T23:59:59Z') / 1000;

type InstantProblem = 'instant-without-offset' | 'invalid-instant';
export type ParsedInstant = { instant: string } | { problem: InstantProblem };

/**
 * Reads an instant and brings it into one spelling for each offset: `Z` and `-00:00` become `+00:00`, "t" becomes "T", and
 * a fraction loses its trailing zeros. Nothing is rounded.
 *
 * @param text e.g. `2026-08-03T10:00:00-05:00`, with at most nine digits of fraction
 */
export function parseInstant(text: string): ParsedInstant {
  const match = RFC3339.exec(text);
  if (!match) {
    return { problem: WITHOUT_OFFSET.test(text) ? 'instant-without-offset' : 'invalid-instant' };
  }
  const [, year, month, day, hour, minute, second, fraction = '', offset] = match as unknown as string[];
  const valid =
    isDay(Number(year), Number(month), Number(day)) &&
    Number(hour) <= 23 &&
    Number(minute) <= 59 &&
    Number(second) <= 59 &&
    isCivilOffset(offset!) &&
    (year !== '9999' || utcSeconds(text.toUpperCase()) <= LAST_SECONDS);
  if (!valid) return { problem: 'invalid-instant' };
  const digits = fraction.replace(/0+$/, '');
  return {
    instant: `${year}-${month}-${day}T${hour}:${minute}:${second}${digits && `.${digits}`}${IN_UTC.has(offset!) ? '+00:00' : offset}`,
  };
}

/** Whether the text is a real day of the Gregorian calendar in the form `YYYY-MM-DD`, year 1 or later. */
export function isCalendarDate(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  return isDay(Number(match[1]), Number(match[2]), Number(match[3]));
}

function isCivilOffset(offset: string): boolean {
  if (IN_UTC.has(offset)) return true;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  if (Number(offset.slice(4, 6)) > 59) return false;
  const signed = offset.startsWith('-') ? -minutes : minutes;
  return signed >= WESTERNMOST_OFFSET_MINUTES && signed <= EASTERNMOST_OFFSET_MINUTES;
}

/** Seconds since 1970-01-01T00:00:00Z of a parsed instant; a fraction is cut off, never rounded up. */
export function utcSeconds(instant: string): number {
  const sign = instant.charCodeAt(WITHOUT_FRACTION.length - 6);
  if (instant.length === WITHOUT_FRACTION.length && (sign === PLUS || sign === MINUS)) {
    return secondsOfDigits(instant, sign);
  }
  const fractionless = instant.includes('.') ? instant.replace(/\.\d+/, '') : instant;
  return Date.parse(fractionless) / 1000;
}

/** The same from digits at fixed places: an instant is read many times, and Date.parse takes ten times as long. */
function secondsOfDigits(instant: string, sign: number): number {
  const year = 100 * twoDigits(instant, 0) + twoDigits(instant, 2);
  const days = civilDays(year, twoDigits(instant, 5), twoDigits(instant, 8));
  const minutes = 60 * twoDigits(instant, 11) + twoDigits(instant, 14);
  const ahead = 60 * twoDigits(instant, 20) + twoDigits(instant, 23);
  const utcMinutes = 1440 * days + minutes - (sign === MINUS ? -ahead : ahead);
  return 60 * utcMinutes + twoDigits(instant, 17);
}

function twoDigits(text: string, at: number): number {
  return 10 * (text.charCodeAt(at) - ZERO) + text.charCodeAt(at + 1) - ZERO;
}

/** The nanoseconds after utcSeconds of a parsed instant. */
export function nanosOf(instant: string): number {
  return Number((/\.(\d+)/.exec(instant)?.[1] ?? '').padEnd(9, '0'));
}

/** UTC text with nine digits of fraction: sorts as time, and two instants are equal exactly when it is. */
export function utcSortKey(instant: string): string {
  const fraction = /\.(\d+)/.exec(instant)?.[1] ?? '';
  return `${utcText(utcSeconds(instant))}.${fraction.padEnd(9, '0')}Z`;
}

/** An instant to the second, written in an offset such as `-05:00`. */
export function instantIn(instant: Date, offset: string): string {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  const ahead = (offset.startsWith('-') ? -minutes : minutes) * 60;
  return `${utcText(Math.floor(instant.getTime() / 1000) + ahead)}${offset}`;
}

/** `YYYY-MM-DDTHH:MM:SS` in UTC. */
export function utcText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19);
}

/** The month an instant lies in as written, in its own offset: `2026-08`. */
export function monthAsWritten(instant: string): string {
  return instant.slice(0, 7);
}

/** The day an instant lies on as written, in its own offset: `2026-08-03`. */
export function dateAsWritten(instant: string): string {
  return instant.slice(0, 10);
}

const NANOSECONDS_A_SECOND = 1_000_000_000;

/**
 * An instant so many nanoseconds later, as utcSortKey.
 *
 * @param key an instant as utcSortKey
 */
export function laterByNanoseconds(key: string, count: number): string {
  const nanoseconds = Number(key.slice(20, 29)) + count;
  const seconds = utcSeconds(key) + Math.floor(nanoseconds / NANOSECONDS_A_SECOND);
  return `${utcText(seconds)}.${String(nanoseconds % NANOSECONDS_A_SECOND).padStart(9, '0')}Z`;
}
