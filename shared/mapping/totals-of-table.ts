import { isTotalsWord, looksLikeTotals } from '../records/files/totals-row.ts';
import type { FieldRule } from './field-rule.ts';
import { columnsOfRule } from './mapped-columns-check.ts';
import type { Mapping, RecordTemplate } from './mapping.ts';
import type { RowReading } from './row-reading.ts';

/** What says when something was: a record that needs one is none without it. */
const TIMES = ['startedAt', 'at'] as const;

/**
 * Whether a row is certainly one of totals: a word for them and numbers are all that it holds, and no record of the mapping
 * could be made of it, since the word stands where the client or the time would, or nothing does. A client called "Total"
 * who has a time keeps his row.
 */
export function isTotalsRow({ records }: Mapping, row: RowReading): boolean {
  return looksLikeTotals(row.texts()) && records.every((template) => lacksClientOrTime(template, row));
}

function lacksClientOrTime({ fields }: RecordTemplate, row: RowReading): boolean {
  const isEmpty = (rule: FieldRule) => columnsOfRule(rule).some((column) => row.text(column) === undefined);
  const isSilent = (rule: FieldRule) =>
    columnsOfRule(rule).some((column) => isTotalsWord(row.text(column) ?? 'total'));
  const { clientId } = fields;
  if (clientId && isEmpty(clientId)) return true;
  return TIMES.some((field) => {
    const rule = fields[field];
    return rule !== undefined && isSilent(rule);
  });
}
