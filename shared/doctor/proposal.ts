import type { Decision, SentMapping } from '../mapping/mapping.ts';
import type { ColumnProfile } from './column-profile.ts';

/** A record that is proposed, and why it is as it is. */
export type ProposedRecord = { template: SentMapping['records'][number]; decisions: Decision[] };

/** Stands for a score that makes no record; see propose-mapping.ts. */
export const SKIPPED = { type: 'pain-score' as const, fields: {} };

/** What an id is made of: a column of ids, the end of links, or the digest of texts that are no ids. */
export function idRule(column: ColumnProfile, prefix: string): { rule: object; decisions: Decision[] } {
  const { name } = column;
  if (column.share('link') > 0.7) {
    const why = 'holds links; the last part of each is the id';
    return {
      rule: { column: name, lastPathSegment: true },
      decisions: [{ about: name, sure: 'certain', why }],
    };
  }
  const decisions: Decision[] = [];
  if (column.count('scientific') > 0) {
    const why = 'some ids look like numbers that a spreadsheet has rewritten (1.2E+17): export them as text';
    decisions.push({ about: name, sure: 'undecided', why });
  }
  if (column.share('id') > 0.95) return { rule: { column: name }, decisions };
  const why =
    'holds no ids but names or other texts; only a digest of each is kept, the same for the same text';
  decisions.push({ about: name, sure: 'likely', why });
  return { rule: { derived: [name], prefix }, decisions };
}
