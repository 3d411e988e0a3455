import { type BasicType, parquetWriteBuffer } from 'hyparquet-writer';
import type { AnonymisedTable, ReleaseField } from '../../privacy/anonymised-table.ts';

const TYPES = { string: 'STRING', integer: 'INT32', number: 'DOUBLE' } as const satisfies Record<
  ReleaseField['type'],
  BasicType
>;

/**
 * The table as Parquet: one row group, rows in the table's order, no statistics and no index, nothing about
 * where and when it was written. So the file holds the rows and no trace of anything else.
 */
export function parquetBytes({ fields, rows }: Pick<AnonymisedTable, 'fields' | 'rows'>): Uint8Array {
  const columnData = fields.map(({ name, type, nullable }) => ({
    name,
    type: TYPES[type],
    nullable,
    data: rows.map((row) => row[name] ?? null),
    offsetIndex: false,
  }));
  const options = {
    statistics: false,
    createdBy: 'massage-outcomes',
    rowGroupSize: Math.max(rows.length, 1),
  };
  return new Uint8Array(parquetWriteBuffer({ columnData, ...options }));
}
