import type { AnonymisedTable, ReleaseField, TabularData } from '../../privacy/anonymised-table.ts';
import type { ReleaseHead } from '../release-head.ts';

/** DICTIONARY.md: what each column of the table holds. */
export function dictionary(
  { release }: ReleaseHead,
  { fields, primaryKey, pooled }: AnonymisedTable,
): string {
  return `# Columns of outcomes.csv and outcomes.parquet

Programme ${release.programme}, ${release.period}, revision ${release.revision}. A row is named by ${codes(primaryKey)}. Every row of the catalogue is there, whether or not anybody is in it. An empty value is one
that is not published; the status of its row says so. A column that applies to some tables only is empty in the rows of
others, and means nothing there.

${columns(fields)}
${pooled ? pooledColumns(fields, pooled) : ''}`;
}

function columns(fields: readonly ReleaseField[]): string {
  const rows = fields.map(
    (field) =>
      `| \`${field.name}\` | ${field.type} | ${allowed(field)} | ${field.nullable ? 'yes' : 'no'} | ${applies(field)} | ${field.description} |`,
  );
  return `| column | type | values | may be empty | applies to | meaning |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}

function pooledColumns(fields: readonly ReleaseField[], pooled: TabularData): string {
  const names = new Set(fields.map(({ name }) => name));
  return `
# Columns of pooled.csv

The same, of all periods that are added up: instead of the period it has these, and a row is named by ${codes(pooled.primaryKey)}.

${columns(pooled.fields.filter(({ name }) => !names.has(name)))}`;
}

const codes = (values: readonly string[]) => values.map((value) => `\`${value}\``).join(', ');

const applies = ({ appliesTo }: ReleaseField) =>
  appliesTo ? `${appliesTo.column}: ${codes(appliesTo.values)}` : 'every row';

function allowed({ categories, minimum, maximum }: ReleaseField): string {
  if (categories) return codes(categories);
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (minimum !== undefined) return `from ${minimum}`;
  return maximum === undefined ? '' : `up to ${maximum}`;
}
