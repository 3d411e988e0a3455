import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { AnonymisedTable } from '../../../../shared/privacy/anonymised-table.ts';
import type { PeriodTally } from '../../../../shared/privacy/tally/period-tally.ts';
import {
  type ReleaseFile,
  type ReleaseFileName,
  releaseFile,
} from '../../../../shared/releases/files/release-file.ts';
import { clientsOf } from '../../threshold/exact-table.ts';
import type { FILE_ATTACKS } from '../file-attacks.ts';
import { type Publisher, REAL } from '../publisher.ts';

/** A publisher with one fault, and the attacks that each have to notice it. */
export type FileMutant = { publisher: Publisher; noticedBy: readonly (keyof typeof FILE_ATTACKS)[] };

/** Files of which one is another. */
const changing = (
  name: ReleaseFileName,
  change: (text: string, table: AnonymisedTable, exact: PeriodTally) => string | Uint8Array,
  ...noticedBy: FileMutant['noticedBy']
): FileMutant => ({
  publisher: {
    ...REAL,
    async render(terms, table, exact) {
      const files = await REAL.render(terms, table, exact);
      return files.map((file) =>
        file.name === name
          ? releaseFile(name, change(new TextDecoder().decode(file.bytes), table, exact))
          : file,
      );
    },
  },
  noticedBy,
});

const allOf = ({ improvement }: PeriodTally) =>
  Object.values(improvement).reduce((sum, counts) => sum + clientsOf(counts), 0);

/** The file as it should be, of these rows, but for what is changed before its footer is written. */
const parquet = (
  { fields, rows, primaryKey }: Pick<AnonymisedTable, 'fields' | 'rows' | 'primaryKey'>,
  change: (file: ParquetWriter) => void = () => {},
  rowGroupSize = 1e6,
) => {
  const sorted = rows.toSorted((one, other) => (keyIn(primaryKey, one) < keyIn(primaryKey, other) ? -1 : 1));
  const columnData = fields.map(({ name }) => ({
    name,
    data: sorted.map((row) => row[name] ?? null),
    offsetIndex: false,
  }));
  const writer = new ByteWriter();
  const schema = schemaFromColumnData({ columnData });
  const exact = { statisticsTruncateLength: Infinity, createdBy: 'massage-outcomes' };
  const file = new ParquetWriter({ writer, schema, ...exact });
  file.write({ columnData, rowGroupSize });
  change(file);
  file.finish();
  return new Uint8Array(writer.getBuffer());
};
const keyIn = (primaryKey: readonly string[], row: AnonymisedTable['rows'][number]) =>
  primaryKey.map((name) => row[name]).join('\u0000');

const manifest =
  (change: (manifest: Record<string, unknown>, exact: PeriodTally) => object) =>
  (text: string, _: AnonymisedTable, exact: PeriodTally) =>
    JSON.stringify(change(JSON.parse(text), exact));

export const FILE_MUTANTS: Readonly<Record<string, FileMutant>> = {
  'the manifest says how many clients came': changing(
    'datapackage.json',
    manifest((all, exact) => ({ ...all, counted: allOf(exact) })),
    'weighs and names files',
  ),
  'the manifest says how many were clamped, the same for all': changing(
    'datapackage.json',
    manifest((all) => ({ ...all, privacy: { ...(all['privacy'] as object), rows_in: 0 } })),
    'weighs and names files',
  ),
  'the manifest is dated with the clock': changing(
    'datapackage.json',
    manifest((all) => ({ ...all, created: new Date().toISOString() })),
    'weighs and names files',
    'lets nobody or nonsense in',
  ),
  'METHOD.md speaks of the data': changing(
    'METHOD.md',
    (text, _, exact) => (allOf(exact) < 100 ? `${text}\nFew clients came.\n` : text),
    'weighs and names files',
  ),
  'a name says how many rows were read': {
    publisher: {
      ...REAL,
      async render(terms, table, exact) {
        const files = await REAL.render(terms, table, exact);
        const name = `rows-${allOf(exact)}.txt` as ReleaseFileName;
        return [...files, { name, mediaType: 'text/plain', bytes: new Uint8Array() } satisfies ReleaseFile];
      },
    },
    noticedBy: ['weighs and names files'],
  },
  'a row is missing where nobody came': {
    publisher: {
      ...REAL,
      async anonymise(terms, tally) {
        const table = await REAL.anonymise(terms, tally);
        const came = (row: AnonymisedTable['rows'][number]) =>
          row['technique'] !== 'sports' || `sports|${row['complaint']}` in tally.improvement;
        return { ...table, rows: table.rows.filter(came) };
      },
    },
    noticedBy: ['weighs and names files'],
  },
  'the Parquet footer has statistics of all who came': changing(
    'outcomes.parquet',
    (_, table, exact) =>
      parquet(table, ({ row_groups: [group] }) => {
        const counts = Object.values(exact.improvement).map(clientsOf);
        const count = group!.columns.find(({ meta_data }) =>
          ['clients', 'n_noisy'].includes(meta_data!.path_in_schema[0]!),
        );
        Object.assign(count!.meta_data!.statistics!, { min_value: Math.min(0, ...counts), null_count: 0n });
      }),
    'opens the Parquet file',
  ),
  'the Parquet footer has a note': changing(
    'outcomes.parquet',
    (_, table, exact) =>
      parquet(table, (file) => {
        file.kvMetadata = [{ key: 'clients', value: `${allOf(exact)}` }];
      }),
    'opens the Parquet file',
  ),
  'the Parquet footer says where it was made': changing(
    'outcomes.parquet',
    (_, table) =>
      parquet(table, (file) => {
        file.createdBy = process.cwd();
      }),
    'opens the Parquet file',
  ),
  'the Parquet rows are grouped': changing(
    'outcomes.parquet',
    (_, table) => parquet(table, undefined, 7),
    'opens the Parquet file',
  ),
  'the Parquet file has what the CSV leaves out': changing(
    'outcomes.parquet',
    (_, { fields, rows, primaryKey }, exact) => {
      const full = rows.map((row) => {
        const clients = clientsOf(exact.improvement[`${row['technique']}|${row['complaint']}`]);
        return 'clients' in row ? { ...row, clients: row['clients'] ?? clients } : row;
      });
      return parquet({ fields, primaryKey, rows: full });
    },
    'opens the Parquet file',
  ),
  'the CSV keeps a value beside the status that hides it': changing(
    'outcomes.csv',
    (text) => text.replace(/,c,,,c,\n/, ',c,3,,c,\n').replace(/(,u,(?:[^,\n]*,){13})(?:[^,\n]*)/, '$12.4'),
    'parses the CSV',
  ),
  'the CSV begins with a byte-order mark': changing(
    'outcomes.csv',
    (text) => `\uFEFF${text}`,
    'parses the CSV',
  ),
  'the CSV has a column that nobody declared': changing(
    'outcomes.csv',
    (text, _, exact) => text.replaceAll('\n', `,${allOf(exact)}\n`),
    'parses the CSV',
  ),
  'the CSV has a last line with a sum': changing(
    'outcomes.csv',
    (text, { fields }, exact) => `${text}${allOf(exact)}${','.repeat(fields.length - 1)}\n`,
    'parses the CSV',
  ),
  'the CSV is written for another locale': changing(
    'outcomes.csv',
    (text) => text.replace(/(\d)\.(\d)/g, '"$1,$2"'),
    'parses the CSV',
  ),
  'nothing is published when nobody came': {
    publisher: {
      ...REAL,
      async anonymise(terms, tally) {
        if (allOf(tally) === 0) throw new Error('nothing to publish');
        return REAL.anonymise(terms, tally);
      },
    },
    noticedBy: ['lets nobody or nonsense in'],
  },
};
