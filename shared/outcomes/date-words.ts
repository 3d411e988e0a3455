/** Months and moments as people say them. */

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `September 2026`, of a month such as `2026-09`. */
export function monthWords(month: string): string {
  return `${nameOf(month)} ${month.slice(0, 4)}`;
}

/** `January to September 2026`, `December 2025 to March 2026`; one month alone as such. */
export function monthRangeWords(from: string, to: string): string {
  if (from === to) return monthWords(from);
  const first = from.slice(0, 4) === to.slice(0, 4) ? nameOf(from) : monthWords(from);
  return `${first} to ${monthWords(to)}`;
}

/** `Jan to Sep 2026`: the same for a narrow line. */
export function shortMonthRange(from: string, to: string): string {
  return monthRangeWords(from, to).replace(/[A-Z][a-z]+/g, (month) => month.slice(0, 3));
}

/** `30 September 2026`, of a date or of an instant's day as it was written. */
export function dateWords(date: string): string {
  return `${Number(date.slice(8, 10))} ${monthWords(date)}`;
}

/** `30 September 2026, 17:42`, of an instant as it was written, in its own offset. */
export function momentWords(instant: string): string {
  return `${dateWords(instant)}, ${instant.slice(11, 16)}`;
}

function nameOf(month: string): string {
  return MONTHS[Number(month.slice(5, 7)) - 1]!;
}
