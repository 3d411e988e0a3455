/** How times are counted that are written as a number. */
export const COUNTED = ['unix-seconds', 'unix-milliseconds', 'spreadsheet-days'] as const;
export type Counted = (typeof COUNTED)[number];

const DAY_MILLISECONDS = 86_400_000;
/** Day 0 of spreadsheets, whose 1900 has a 29 February: true from March 1900 on. */
const SPREADSHEET_ZERO = Date.UTC(1899, 11, 30);
const NUMBER = /^\d{1,15}(?:[.,]\d+)?$/;

/**
 * What a counted time is in letters: of Unix time an instant in UTC, of a spreadsheet's days a day with the time on the
 * clinic's clocks, or a day alone where nothing of it has gone by. A text that is no such number stays as it is, and is
 * refused like any other that is no time.
 */
export function writtenOut(text: string, counted: Counted): string {
  if (!NUMBER.test(text)) return text;
  const number = Number(text.replace(',', '.'));
  if (counted === 'unix-seconds') return iso(number * 1000, text);
  if (counted === 'unix-milliseconds') return iso(number, text);
  // A day has 86,400 seconds, of which a spreadsheet keeps a fraction: the nearest second is meant.
  const written = iso(SPREADSHEET_ZERO + Math.round((number * DAY_MILLISECONDS) / 1000) * 1000, text);
  return Number.isInteger(number) ? written.slice(0, 10) : written.replace(/Z$/, '');
}

function iso(milliseconds: number, text: string): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? text : date.toISOString();
}
