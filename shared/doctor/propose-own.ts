import { kindOfField, needsClient } from '../mapping/field-kinds.ts';
import type { Decision, SentMapping } from '../mapping/mapping.ts';
import { CSV_COLUMNS, nearestColumn } from '../records/files/csv-columns.ts';
import { ID_FIELD, RECORD_TYPES, type RecordType } from '../records/record.ts';
import type { ColumnProfile } from './column-profile.ts';
import { decideScore } from './decide-score.ts';
import { decideWords } from './decide-words.ts';
import type { KnownOfFile } from './known-of-file.ts';
import type { ProposedRecord } from './proposal.ts';

/** From so many columns of our own a file is one of ours, with something in the way. */
const FEWEST = 3;

/**
 * The mapping of a file whose columns are called as our own fields are: each is read as itself, in whichever spelling.
 *
 * @param known the type of its rows, where the file's name says it, and the clinic's own techniques
 */
export function proposeOwn(
  columns: readonly ColumnProfile[],
  { type, ownTechniques }: Pick<KnownOfFile, 'type' | 'ownTechniques'>,
): (ProposedRecord & { vocabularies: NonNullable<SentMapping['vocabularies']> }) | undefined {
  const names = columns.map(({ name }) => name);
  const known = (of: RecordType) => names.filter((name) => kindOfField(of, name) !== undefined);
  const fitting = RECORD_TYPES.filter((of) => names.includes(ID_FIELD[of]) && known(of).length >= FEWEST);
  const best = fitting.toSorted((a, b) => known(b).length - known(a).length)[0];
  const chosen = type !== undefined && known(type).length >= FEWEST ? type : best;
  if (chosen === undefined) return undefined;
  const scores = columns.filter(({ name }) => kindOfField(chosen, name) === 'score' && name !== 'soreness');
  const decisions: Decision[] = [];
  const fields: Record<string, object> = {};
  const vocabularies: Record<string, Record<string, string>> = {};
  for (const column of columns) {
    const field = fieldOf(chosen, column.name, names);
    const kind = field === undefined ? undefined : kindOfField(chosen, field);
    if (field === undefined || kind === undefined) continue;
    if (kind === 'techniques') fields[field] = { compact: column.name };
    else if (kind === 'score') {
      const score = decideScore(column, scores);
      fields[field] = score.rule;
      decisions.push(...score.decisions);
    } else fields[field] = { column: column.name };
    const words = wordsOf(column, field);
    const vocabulary = field === 'techniques' ? 'technique' : field === 'complaint' ? 'complaint' : undefined;
    if (vocabulary === undefined) continue;
    const { meanings, decisions: why } = decideWords(vocabulary, words, ownTechniques);
    decisions.push(...why);
    if (Object.keys(meanings).length > 0) vocabularies[vocabulary] = meanings;
  }
  const why = `its columns are fields of a ${chosen}`;
  decisions.unshift({ about: 'records', sure: 'certain', why });
  if (needsClient(chosen) && !fields['clientId'])
    decisions.unshift({ about: 'clientId', sure: 'undecided', why: NO_CLIENT });
  return { template: { type: chosen, fields }, decisions, vocabularies };
}

const NO_CLIENT =
  'there is no column "clientId": say which column tells one client from another, or add it; without it no row can be taken';

/** The field that a column is: by its name, or by one that is spelled nearly so where no other column is that field. */
function fieldOf(type: RecordType, name: string, names: readonly string[]): string | undefined {
  if (Object.hasOwn(CSV_COLUMNS[type], name)) return name;
  const meant = nearestColumn(type, name);
  if (meant === undefined || names.includes(meant)) return undefined;
  return names.find((other) => nearestColumn(type, other) === meant) === name ? meant : undefined;
}

function wordsOf({ values }: ColumnProfile, field: string): string[] {
  if (field !== 'techniques') return [...values.keys()];
  return [
    ...new Set([...values.keys()].flatMap((text) => text.split(';').map((part) => part.replace(/:.*$/, '')))),
  ];
}
