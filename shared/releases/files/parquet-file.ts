import { type BasicType, ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { ReleaseField, TabularData } from '../../privacy/anonymised-table.ts';

const TYPES = { string: 'STRING', integer: 'INT32', number: 'DOUBLE' } as const satisfies Record<
  ReleaseField['type'],
  BasicType
>;

/** Between the columns of a key: less than whatever a code is made of, so that joined keys sort as their columns do. */
const BEFORE_ALL = '\u0000';

/**
 * The table as Parquet: the same rows, sorted by their key and said to be, in one row group; of each column the least and the
 * greatest value, whole, and how many are missing; and notes. All of it follows from the rows and the notes: no index, no
 * other dictionary than of values that are there, nothing about where and when it was written.
 *
 * @param notes key-value pairs of the footer
 */
export function parquetBytes(
  { fields, rows, primaryKey }: TabularData,
  notes: ReadonlyMap<string, string>,
): Uint8Array {
  const keyOf = (row: TabularData['rows'][number]) => primaryKey.map((name) => row[name]).join(BEFORE_ALL);
  const sorted = rows.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const columnData = fields.map(({ name, type, nullable }) => ({
    name,
    type: TYPES[type],
    nullable,
    data: sorted.map((row) => row[name] ?? null),
    offsetIndex: false,
  }));
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    writer,
    schema: schemaFromColumnData({ columnData }),
    createdBy: 'massage-outcomes',
    statisticsTruncateLength: Number.POSITIVE_INFINITY,
    kvMetadata: [...notes].map(([key, value]) => ({ key, value })),
  });
  file.write({ columnData, rowGroupSize: Math.max(rows.length, 1) });
  // The writer takes no option for it, and writes what stands in its groups.
  const sorting_columns = primaryKey.map((name) => ({
    column_idx: fields.findIndex((field) => field.name === name),
    descending: false,
    nulls_first: false,
  }));
  for (const group of file.row_groups) group.sorting_columns = sorting_columns;
  file.finish();
  return new Uint8Array(writer.getBuffer());
}
