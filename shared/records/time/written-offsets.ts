import { monthAsWritten } from './instant.ts';

/** The offsets from UTC that instants are written in, such as `-05:00`, and the months in which each occurs, as numbers. */
export type WrittenOffsets = Readonly<Record<string, readonly number[]>>;

/** Clocks that are changed in summer go forward by an hour at most. */
const SUMMER_MINUTES = 60;
/** So often a year are clocks changed: in no other month does one place write two offsets. */
const CHANGES_A_YEAR = 2;
const YEAR_MONTHS = 12;

/** The offsets of parsed instants. */
export function writtenOffsets(instants: Iterable<string>): WrittenOffsets {
  const seen = new Map<string, Set<number>>();
  for (const instant of instants) {
    const offset = instant.slice(-6).replace('-00:00', '+00:00');
    const month = monthAsWritten(instant);
    const months = seen.get(offset) ?? new Set();
    months.add(Number(month.slice(0, 4)) * YEAR_MONTHS + Number(month.slice(5)));
    seen.set(offset, months);
  }
  return Object.fromEntries([...seen].map(([offset, months]) => [offset, inOrder(months)]));
}

/** Of several parts of the data together. */
export function joinedOffsets(parts: readonly WrittenOffsets[]): WrittenOffsets {
  const seen = new Map<string, Set<number>>();
  for (const part of parts) {
    for (const [offset, months] of Object.entries(part)) {
      const all = seen.get(offset) ?? new Set();
      for (const month of months) all.add(month);
      seen.set(offset, all);
    }
  }
  return Object.fromEntries([...seen].map(([offset, months]) => [offset, inOrder(months)]));
}

const inOrder = (months: ReadonlySet<number>) => [...months].sort((a, b) => a - b);

/**
 * Why days and months as written may not be the clinic's: all instants are in UTC, or they are in offsets that no one
 * place writes. Two offsets an hour apart or less are one place's summer and winter, unless both occur in more than two
 * months a year.
 *
 * @returns undefined where there is nothing to say
 */
export function offsetsDoubt(offsets: WrittenOffsets): string | undefined {
  const written = Object.keys(offsets).sort((a, b) => minutesOf(a) - minutesOf(b));
  if (written.length === 0) return undefined;
  if (written.length === 1) {
    if (minutesOf(written[0]!) !== 0) return undefined;
    return 'instants are written in UTC only, and the clinic has no time zone: an evening may count as the next day';
  }
  if (written.length === 2 && isOnePlace(offsets, written as [string, string])) return undefined;
  return `instants are written in several offsets from UTC (${shown(written)}), and the clinic has no time zone: what happened on one day may count on two`;
}

function isOnePlace(offsets: WrittenOffsets, [west, east]: [string, string]): boolean {
  if (minutesOf(east) - minutesOf(west) > SUMMER_MINUTES) return false;
  const [one, other] = [offsets[west]!, new Set(offsets[east])];
  const all = [...one, ...other];
  const span = all.reduce((a, b) => Math.max(a, b)) - all.reduce((a, b) => Math.min(a, b)) + 1;
  return one.filter((month) => other.has(month)).length <= CHANGES_A_YEAR * Math.ceil(span / YEAR_MONTHS);
}

const MOST_SHOWN = 4;

function shown(offsets: readonly string[]): string {
  const more = offsets.length - MOST_SHOWN;
  return [...offsets.slice(0, MOST_SHOWN), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function minutesOf(offset: string): number {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return offset.startsWith('-') ? -minutes : minutes;
}
