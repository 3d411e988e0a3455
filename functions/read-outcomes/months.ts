import { BadRequestError } from '../../shared/errors.ts';
import { monthsBetween } from '../../shared/outcomes/months.ts';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
/** A reader gets at most this many months at once: every month is a partition read. */
const MOST_MONTHS = 60;

export type MonthRange = { from: string; to: string };

/** The months asked for, both or neither; undefined means all that have sessions. */
export function askedMonths(
  query: Readonly<Record<string, string | undefined>> = {},
): MonthRange | undefined {
  const { from, to } = query;
  if (from === undefined && to === undefined) return undefined;
  for (const [name, value] of Object.entries({ from, to })) {
    if (value === undefined || !MONTH.test(value)) {
      throw new BadRequestError(name, 'expected a month such as 2026-01; from and to go together');
    }
  }
  if (from! > to!) throw new BadRequestError('to', 'expected a month that is not before from');
  return { from: from!, to: to! };
}

/** Every month of a range, in order. */
export function monthsOf({ from, to }: MonthRange): string[] {
  const months = monthsBetween(from, to);
  if (months.length > MOST_MONTHS) throw new BadRequestError('to', `expected at most ${MOST_MONTHS} months`);
  return months;
}
