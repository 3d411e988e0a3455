import { BadRequestError } from '../errors.ts';
import type { MonthRange } from '../outcomes/month-window.ts';
import { COMPLAINTS } from '../records/catalogue.ts';
import { code, oneOf } from '../records/fields.ts';
import type { OutcomeFilter } from '../statistics/table/outcome-filter.ts';
import { askedDate } from './as-of.ts';
import { askedMonths } from './asked-months.ts';

/** Which statistics are asked for: months (undefined: the latest up to the day), what narrows them, as of which day. */
export type AskedOutcomes = { months: MonthRange | undefined; filter: OutcomeFilter; asOf: string };

type Query = Readonly<Record<string, string | undefined>>;

const FIELDS = { complaint: oneOf(COMPLAINTS), region: code };

/** Reads `from`, `to`, `complaint`, `region` and `as-of`; a value that is none is refused by name. */
export function askedOutcomes(query: Query | undefined, today: string): AskedOutcomes {
  const filter: Record<string, string> = {};
  for (const [name, field] of Object.entries(FIELDS)) {
    if (query?.[name] === undefined) continue;
    const checked = field.safeParse(query[name]);
    if (!checked.success) throw new BadRequestError(name, checked.error.issues[0]!.message);
    filter[name] = checked.data;
  }
  return { months: askedMonths(query), filter, asOf: askedDate(query, today) };
}

/** The same from a form, which sends the fields that were left empty too. */
export function withoutEmptyFields(query: Query = {}): Query {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}
