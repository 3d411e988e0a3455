import { BadRequestError } from '../errors.ts';
import { date } from '../records/fields.ts';

/** The date of a question: `as-of` where it is asked for, else today. */
export function askedDate(
  query: Readonly<Record<string, string | undefined>> | undefined,
  today: string,
): string {
  const asked = query?.['as-of'];
  if (asked === undefined) return today;
  const checked = date.safeParse(asked);
  if (!checked.success) throw new BadRequestError('as-of', 'expected a date such as 2026-08-31');
  return checked.data;
}
