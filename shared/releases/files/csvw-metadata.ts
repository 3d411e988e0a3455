import type { AnonymisedTable, ReleaseField } from '../../privacy/anonymised-table.ts';
import type { ReleaseHead } from '../release-head.ts';
import { releaseTitle } from '../release-id.ts';
import { MISSING } from './csv-file.ts';

const DATATYPES = { string: 'string', integer: 'integer', number: 'decimal' } as const;

/** outcomes.csv-metadata.json (CSV on the Web, https://www.w3.org/TR/tabular-metadata/): the columns of the CSV. */
export function csvwMetadata(
  { release, programme, createdAt }: ReleaseHead,
  { fields, primaryKey }: Pick<AnonymisedTable, 'fields' | 'primaryKey'>,
): object {
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    url: 'outcomes.csv',
    'dc:title': releaseTitle(release),
    'dc:license': programme.licence.path ? { '@id': programme.licence.path } : programme.licence.title,
    'dc:created': createdAt,
    dialect: { header: true, encoding: 'utf-8', lineTerminators: ['\n'] },
    tableSchema: { columns: fields.map(column), primaryKey },
  };
}

function column({ name, type, description, categories, minimum, maximum, nullable }: ReleaseField) {
  const limits = {
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    // CSVW has no lists of values: its way to say them is a pattern.
    ...(categories && { format: categories.map(escaped).join('|') }),
  };
  return {
    name,
    titles: name,
    'dc:description': description,
    datatype: { base: DATATYPES[type], ...limits },
    required: !nullable,
    null: MISSING,
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
