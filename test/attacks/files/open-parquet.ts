import { homedir, hostname } from 'node:os';
import { type ColumnChunk, type FileMetaData, parquetMetadata, parquetReadObjects } from 'hyparquet';
import type { Findings } from '../verdict.ts';
import { FILE_WORLDS } from './file-worlds.ts';
import { onEach, type Published } from './publisher.ts';

/**
 * Attack 20: what a Parquet file tells besides its rows. Rows and values are those released, in their order and
 * in one group; dictionaries hold released values only (Arrow issue 38818); no statistics, null counts, indexes
 * or key-value pairs; nothing of the machine and the time at which it was written.
 */
export const openParquet = onEach(async ({ files, table }: Published) => {
  const bytes = new Uint8Array(files.get('outcomes.parquet')!);
  const metadata = parquetMetadata(bytes.buffer);
  const rows = await parquetReadObjects({ file: bytes.buffer });
  const columns = metadata.row_groups.flatMap((group) => group.columns);
  return [
    ...differing(rows, table.rows),
    ...footer(metadata),
    ...columns.flatMap((column) => inColumn(column, bytes, rows)),
    ...traces(bytes),
  ];
}, Object.values(FILE_WORLDS));

type Rows = readonly Readonly<Record<string, unknown>>[];

function differing(rows: Rows, released: Rows): Findings {
  if (rows.length !== released.length) return [`it has ${rows.length} rows instead of ${released.length}`];
  return released.flatMap((row, at) =>
    [...new Set([...Object.keys(row), ...Object.keys(rows[at]!)])]
      .filter((name) => (rows[at]![name] ?? null) !== (row[name] ?? null))
      .map((name) => `row ${at + 1} has another ${name}`),
  );
}

function footer({ row_groups: groups, key_value_metadata: pairs, created_by: by }: FileMetaData): Findings {
  return [
    ...(groups.length === 1 ? [] : [`it has ${groups.length} row groups`]),
    ...(pairs?.length ? [`the footer has ${pairs.map(({ key }) => key).join(', ')}`] : []),
    ...(by === 'massage-outcomes' ? [] : [`it was created by ${by}`]),
  ];
}

function inColumn(column: ColumnChunk, bytes: Uint8Array, rows: Rows): Findings {
  const {
    meta_data: about,
    column_index_offset: index,
    offset_index_offset: offsets,
    file_path: path,
  } = column;
  const name = about!.path_in_schema.join('.');
  const released = new Set(rows.map((row) => row[name]).filter((value) => value !== null));
  const entries = dictionaryEntries(bytes, about!.dictionary_page_offset);
  return [
    ...(about!.statistics || about!.size_statistics ? [`${name} has statistics`] : []),
    ...(about!.bloom_filter_offset !== undefined ? [`${name} has a filter of its values`] : []),
    ...(about!.key_value_metadata?.length ? [`${name} has key-value pairs`] : []),
    ...(index !== undefined || offsets !== undefined ? [`${name} has an index`] : []),
    ...(path === undefined ? [] : [`${name} names the file ${path}`]),
    ...(entries === undefined || entries === released.size
      ? []
      : [`${name} has ${entries} dictionary entries for ${released.size} values`]),
  ];
}

/** The number of values in a dictionary page, from its header: thrift's compact protocol, PageHeader. */
function dictionaryEntries(bytes: Uint8Array, offset: bigint | undefined): number | undefined {
  if (offset === undefined) return undefined;
  let at = Number(offset);
  const zigzag = () => {
    let [value, shift] = [0, 0];
    do value += (bytes[at]! & 0x7f) * 2 ** (7 * shift++);
    while (bytes[at++]! & 0x80);
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  };
  const DICTIONARY_PAGE = 2;
  const header = [0x15, 0x15, 0x15].map((field) => (bytes[at++] === field ? zigzag() : Number.NaN));
  const [structure, field] = [bytes[at++], bytes[at++]];
  if (header[0] !== DICTIONARY_PAGE || structure !== 0x4c || field !== 0x15)
    throw new Error('expected the header of a dictionary page');
  return zigzag();
}

function traces(bytes: Uint8Array): Findings {
  const text = Buffer.from(bytes).toString('latin1');
  const year = new Date().toISOString().slice(0, 7);
  return [process.cwd(), homedir(), hostname(), `${year}-`]
    .filter((trace) => trace.length > 3 && text.includes(trace))
    .map((trace) => `it holds ${trace}`);
}
