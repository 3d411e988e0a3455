import { monthAsWritten } from '../../records/time/instant.ts';

/** Months since year 0 of a month such as `2026-08`, or of an instant in its own offset. */
export function monthNumber(text: string): number {
  const month = monthAsWritten(text);
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** `2026-08` */
export function monthText(number: number): string {
  const year = Math.floor(number / 12);
  return `${String(year).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}
