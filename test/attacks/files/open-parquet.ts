import { homedir, hostname } from 'node:os';
import {
  type ColumnChunk,
  type FileMetaData,
  type KeyValue,
  parquetMetadata,
  parquetReadObjects,
  type Statistics,
} from 'hyparquet';
import type { Findings } from '../verdict.ts';
import { FILE_WORLDS } from './file-worlds.ts';
import { onEach, type Published } from './publisher.ts';

/**
 * Attack 20: what a Parquet file tells besides its rows. Rows and values are those released, sorted by their key and
 * in one group; dictionaries hold released values only (Arrow issue 38818); least and greatest values and null counts are
 * those of released rows; key-value pairs are what the manifest says; no index; nothing of the machine and the time at
 * which it was written.
 */
export const openParquet = onEach(async ({ files, table }: Published) => {
  const bytes = new Uint8Array(files.get('outcomes.parquet')!);
  const metadata = parquetMetadata(bytes.buffer);
  const rows = await parquetReadObjects({ file: bytes.buffer });
  const columns = metadata.row_groups.flatMap((group) => group.columns);
  const manifest = JSON.parse(new TextDecoder().decode(files.get('datapackage.json'))) as Record<
    string,
    unknown
  >;
  const keyOf = (row: Rows[number]) => table.primaryKey.map((name) => row[name]);
  return [
    ...differing(
      rows,
      table.rows.toSorted((one, other) => inOrder(keyOf(one), keyOf(other))),
    ),
    ...footer(metadata),
    ...pairs(metadata, manifest),
    ...columns.flatMap((column) => inColumn(column, bytes, rows)),
    ...traces(bytes, manifest['created'] as string),
  ];
}, Object.values(FILE_WORLDS));

type Rows = readonly Readonly<Record<string, unknown>>[];

/** By the first column of two keys that differ. */
function inOrder(one: readonly unknown[], other: readonly unknown[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at === -1 ? 0 : String(one[at]) < String(other[at]) ? -1 : 1;
}

function differing(rows: Rows, released: Rows): Findings {
  if (rows.length !== released.length) return [`it has ${rows.length} rows instead of ${released.length}`];
  return released.flatMap((row, at) =>
    [...new Set([...Object.keys(row), ...Object.keys(rows[at]!)])]
      .filter((name) => (rows[at]![name] ?? null) !== (row[name] ?? null))
      .map((name) => `row ${at + 1} has another ${name}`),
  );
}

function footer({ row_groups: groups, created_by: by }: FileMetaData): Findings {
  return [
    ...(groups.length === 1 ? [] : [`it has ${groups.length} row groups`]),
    ...(by === 'massage-outcomes' ? [] : [`it was created by ${by}`]),
  ];
}

function pairs({ key_value_metadata: noted }: FileMetaData, manifest: Record<string, unknown>): Findings {
  const told = ({ key, value }: KeyValue) =>
    value === manifest[key] || value === JSON.stringify(manifest[key])
      ? []
      : [`the footer has ${key}: ${value}`];
  return (noted ?? []).flatMap(told);
}

/** Of a column the released values alone. */
function statistics(name: string, said: Statistics | undefined, rows: Rows): Findings {
  const values = rows.map((row) => row[name]).filter((value) => value !== null) as (string | number)[];
  const sorted = values.toSorted((one, other) => (one < other ? -1 : 1));
  const right = [
    said?.null_count === BigInt(rows.length - values.length),
    said?.min_value === sorted[0] && said?.max_value === sorted.at(-1),
    said?.min === undefined && said?.max === undefined && said?.distinct_count === undefined,
  ];
  return right.every(Boolean) ? [] : [`${name} has statistics of other rows`];
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
    ...statistics(name, about!.statistics, rows),
    ...(about!.size_statistics ? [`${name} has a histogram of its levels`] : []),
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

/** @param created the instant that the release is dated with, which may lie in this very month */
function traces(bytes: Uint8Array, created: string): Findings {
  const text = Buffer.from(bytes).toString('latin1').replaceAll(created, '');
  const year = new Date().toISOString().slice(0, 7);
  return [process.cwd(), homedir(), hostname(), `${year}-`]
    .filter((trace) => trace.length > 3 && text.includes(trace))
    .map((trace) => `it holds ${trace}`);
}
