import { kindOfField } from '../mapping/field-kinds.ts';
import type { Decision, SentMapping } from '../mapping/mapping.ts';
import { CSV_COLUMNS } from '../records/csv-columns.ts';
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
    const kind = Object.hasOwn(CSV_COLUMNS[chosen], column.name)
      ? kindOfField(chosen, column.name)
      : undefined;
    if (kind === undefined) continue;
    if (kind === 'techniques') fields[column.name] = { compact: column.name };
    else if (kind === 'score') {
      const score = decideScore(column, scores);
      fields[column.name] = score.rule;
      decisions.push(...score.decisions);
    } else fields[column.name] = { column: column.name };
    const words = wordsOf(column);
    const vocabulary =
      column.name === 'techniques' ? 'technique' : column.name === 'complaint' ? 'complaint' : undefined;
    if (vocabulary === undefined) continue;
    const { meanings, decisions: why } = decideWords(vocabulary, words, ownTechniques);
    decisions.push(...why);
    if (Object.keys(meanings).length > 0) vocabularies[vocabulary] = meanings;
  }
  const why = `its columns are fields of a ${chosen}`;
  decisions.unshift({ about: 'records', sure: 'certain', why });
  return { template: { type: chosen, fields }, decisions, vocabularies };
}

function wordsOf({ name, values }: ColumnProfile): string[] {
  if (name !== 'techniques') return [...values.keys()];
  return [
    ...new Set([...values.keys()].flatMap((text) => text.split(';').map((part) => part.replace(/:.*$/, '')))),
  ];
}
