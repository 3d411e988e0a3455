const [FIRST_MONTH, LAST_MONTH] = [0, 9999 * 12 + 11];
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/**
 * The month that lies `count` months after one such as `2026-08`; before it when negative. Within the years of four
 * digits, as beyond them text no longer sorts as time.
 */
export function monthAfter(month: string, count: number): string {
  return textOf(Math.min(Math.max(numberOf(month) + count, FIRST_MONTH), LAST_MONTH));
}

/** Every month from one to another, both inclusive, in order. */
export function monthsBetween(from: string, to: string): string[] {
  const first = numberOf(from);
  return Array.from({ length: Math.max(0, numberOf(to) - first + 1) }, (_, index) => textOf(first + index));
}

/** `2026-02-28`, of `2026-02`. */
export function lastDayOf(month: string): string {
  const [year, of] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return `${month}-${of === 2 && isLeap ? 29 : DAYS[of - 1]}`;
}

function numberOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function textOf(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}
