import { BadRequestError } from '../errors.ts';
import type { MonthRange } from '../outcomes/month-window.ts';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The months asked for, both or neither; undefined means the latest that have sessions. */
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
