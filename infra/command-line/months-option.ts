import { UsageError } from './usage-error.ts';

/** Months of session starts as written, `YYYY-MM`, inclusive. */
export type AskedMonths = { from: string; to: string };

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/**
 * The values of `--from` and `--to`, which go together.
 *
 * @returns nothing when neither was given
 * @throws UsageError for one without the other, for what is no month, and for months in the wrong order
 */
export function checkedMonths(from: string | undefined, to: string | undefined): { months?: AskedMonths } {
  if (from === undefined && to === undefined) return {};
  if (from === undefined || to === undefined) throw new UsageError('--from and --to go together.');
  for (const [name, month] of Object.entries({ '--from': from, '--to': to })) {
    if (!MONTH.test(month)) throw new UsageError(`${name} ${month}: expected a month such as 2026-01.`);
  }
  if (from > to) throw new UsageError(`--to ${to} is before --from ${from}.`);
  return { months: { from, to } };
}
