import { civilDays, isDay } from '../records/time/civil-days.ts';
import { MINUS, QUOTE } from './byte-classes.ts';

const T = 84;
const Z = 90;
const PLUS = 43;
const COLON = 58;
const DOT = 46;
const EASTERNMOST_MINUTES = 14 * 60;
const WESTERNMOST_MINUTES = 12 * 60;
/** Set in an offset west of UTC. */
const WEST = 0x8000;

/** Where an instant is read from, and what it is read into. */
export type InstantReading = {
  bytes: Uint8Array;
  at: number;
  /** Since 1970 UTC. */
  seconds: number;
  nanos: number;
  /** Minutes with a bit for a minus, as `packedOffset` makes it. */
  offset: number;
};

const LAST_SECONDS = Date.parse('9999-12-31T23:59:59Z') / 1000;

/**
 * Reads a quoted RFC 3339 instant as records/time/instant.ts does, from digits at fixed places.
 *
 * @returns false, with the cursor where it was, for anything that is not one
 */
export function readInstantBytes(cursor: InstantReading): boolean {
  const { bytes, at } = cursor;
  if (bytes[at] !== QUOTE || bytes[at + 5] !== MINUS || bytes[at + 8] !== MINUS || bytes[at + 11] !== T)
    return false;
  if (bytes[at + 14] !== COLON || bytes[at + 17] !== COLON) return false;
  const year = twoDigits(bytes, at + 1) * 100 + twoDigits(bytes, at + 3);
  const month = twoDigits(bytes, at + 6);
  const day = twoDigits(bytes, at + 9);
  const hour = twoDigits(bytes, at + 12);
  const minute = twoDigits(bytes, at + 15);
  const second = twoDigits(bytes, at + 18);
  // NaN, which a byte other than a digit makes, is in no range.
  if (!(isDay(year, month, day) && hour <= 23 && minute <= 59 && second <= 59)) return false;
  let end = at + 20;
  cursor.nanos = 0;
  if (bytes[end] === DOT) {
    end = readFraction(cursor, end + 1);
    if (end === -1) return false;
  }
  const offset = readOffset(bytes, end);
  if (offset === -1) return false;
  end += bytes[end] === Z ? 1 : 6;
  if (bytes[end] !== QUOTE) return false;
  const clock = hour * 3600 + minute * 60 + second;
  const seconds = civilDays(year, month, day) * 86_400 + clock - offsetSeconds(offset);
  if (seconds > LAST_SECONDS) return false;
  cursor.seconds = seconds;
  cursor.offset = offset;
  cursor.at = end + 1;
  return true;
}

/** How far local time is ahead of UTC, in seconds. */
export function offsetSeconds(offset: number): number {
  return (offset & WEST ? -(offset & ~WEST) : offset) * 60;
}

/** The offset of so many minutes, as a row holds it. */
export function packedOffset(minutes: number): number {
  return minutes < 0 ? -minutes | WEST : minutes;
}

/** The text that records/time/instant.ts gives the same instant. */
export function instantText(seconds: number, nanos: number, offset: number): string {
  const local = new Date((seconds + offsetSeconds(offset)) * 1000).toISOString().slice(0, 19);
  const fraction = nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`;
  const minutes = offset & ~WEST;
  const clock = `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  return `${local}${fraction}${offset & WEST ? '-' : '+'}${clock}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** The number of two digits, NaN when one of them is none. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 48;
  const ones = bytes[at + 1]! - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** One to nine digits; returns the place after them, or -1. */
function readFraction(cursor: InstantReading, start: number): number {
  const { bytes } = cursor;
  let nanos = 0;
  let at = start;
  while (at < start + 9 && bytes[at]! >= 48 && bytes[at]! <= 57) {
    nanos = nanos * 10 + bytes[at]! - 48;
    at += 1;
  }
  if (at === start) return -1;
  cursor.nanos = nanos * 10 ** (9 - (at - start));
  return at;
}

/** Minutes of a `Z` or `+hh:mm`, with a bit for a minus; -1 when it is neither or too far from UTC. */
function readOffset(bytes: Uint8Array, at: number): number {
  const sign = bytes[at];
  if (sign === Z) return 0;
  if ((sign !== PLUS && sign !== MINUS) || bytes[at + 3] !== COLON) return -1;
  const hours = twoDigits(bytes, at + 1);
  const minutes = twoDigits(bytes, at + 4);
  const total = hours * 60 + minutes;
  const farthest = sign === MINUS ? WESTERNMOST_MINUTES : EASTERNMOST_MINUTES;
  if (!(minutes <= 59 && total <= farthest)) return -1;
  return sign === MINUS && total > 0 ? total | WEST : total;
}
