import { BadRequestError } from '../../shared/errors.ts';
import { COMPLAINTS } from '../../shared/records/catalogue.ts';
import { code, oneOf } from '../../shared/records/fields.ts';
import type { OutcomeFilter } from '../../shared/statistics/outcome-filter.ts';
import { askedMonths, type MonthRange } from './months.ts';

/** Which statistics are asked for: months (undefined: the reader's default) and what narrows them. */
export type AskedOutcomes = { months: MonthRange | undefined; filter: OutcomeFilter };

type Query = Readonly<Record<string, string | undefined>>;

const FIELDS = { complaint: oneOf(COMPLAINTS), region: code };

/** Reads `from`, `to`, `complaint` and `region`; a value that is none is refused by name. */
export function askedOutcomes(query: Query = {}): AskedOutcomes {
  const filter: Record<string, string> = {};
  for (const [name, field] of Object.entries(FIELDS)) {
    if (query[name] === undefined) continue;
    const checked = field.safeParse(query[name]);
    if (!checked.success) throw new BadRequestError(name, checked.error.issues[0]!.message);
    filter[name] = checked.data;
  }
  return { months: askedMonths(query), filter };
}

/** The same from a form, which sends the fields that were left empty too. */
export function withoutEmptyFields(query: Query = {}): Query {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}
