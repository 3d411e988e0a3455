import { checkHeader } from './csv-columns.ts';
import { rowReader } from './csv-row.ts';
import { type CsvRow, csvRows } from './csv-rows.ts';
import { type Checkpoint, FileBroken, type FileItem, type TypedRow } from './file-item.ts';
import { linesOf, textOf } from './file-lines.ts';
import { readItem, refusedItem } from './read-item.ts';
import type { RecordType } from './record.ts';
import type { Refusal } from './refusal.ts';

export type CsvOptions = {
  clinicId?: string;
  /** One character, a comma unless told otherwise. */
  separator?: string;
  /** The type of every row in a file without a `type` column. */
  fileType?: RecordType;
  /** The type that every row must have; filled in where a `type` column is empty. */
  requiredType?: RecordType;
  resumeAt?: Checkpoint | undefined;
  withTyped?: boolean | undefined;
};

/**
 * Reads the records of a CSV file with a header row. A bad row never takes its neighbours with it.
 *
 * @throws FileBroken for a header with an unknown or doubled column, before any row, and at a quote that is never closed
 */
export async function* csvRecords(
  bytes: AsyncIterable<Uint8Array>,
  options: CsvOptions,
): AsyncGenerator<FileItem> {
  const rows = csvRows(linesOf(bytes, options.resumeAt), options.separator ?? ',');
  let columns = options.resumeAt?.columns;
  let itemOf = columns && itemReader(columns, options);
  for await (const batch of rows) {
    for (const row of batch) {
      if (itemOf) yield itemOf(row);
      else {
        columns = headerOf(row, options.fileType);
        itemOf = itemReader(columns, options);
      }
    }
  }
  if (!columns)
    throw new FileBroken('invalid-header', 1, 'the file is empty; expected a header row of field names');
}

function headerOf(row: CsvRow, fileType: RecordType | undefined): readonly string[] {
  if ('problem' in row)
    throw new FileBroken('invalid-header', row.line, `the header: ${row.problem.message}`);
  checkHeader(row.cells, row.line, fileType);
  return row.cells;
}

function itemReader(columns: readonly string[], options: CsvOptions): (row: CsvRow) => FileItem {
  const { clinicId, fileType, requiredType, withTyped } = options;
  const readRow = rowReader(columns, columns.includes('type') ? requiredType : fileType);
  const wrongCount: Refusal = {
    code: 'wrong-cell-count',
    path: '',
    message: `expected ${columns.length} cells, as in the header`,
  };
  return (row) => {
    const { line, endLine, endByte } = row;
    const typed = withTyped && { typed: () => typedRow(row, columns) };
    const place = { line, endLine, endByte, columns, ...typed };
    if ('problem' in row) return refusedItem(place, [row.problem]);
    if (row.cells.length !== columns.length) return refusedItem(place, [wrongCount]);
    const { input, problems } = readRow(row.cells);
    if (requiredType !== undefined && input['type'] !== requiredType) {
      const message = `expected ${requiredType}, the type that was asked for`;
      return refusedItem(place, [{ code: 'other-type', path: 'type', message }], input);
    }
    return readItem(place, input, clinicId, problems);
  };
}

function typedRow(row: CsvRow, columns: readonly string[]): TypedRow | undefined {
  if ('cells' in row && row.cells.length === columns.length) {
    const cells = columns.map((name, index) => [name, row.cells[index] as string] as const);
    return { cells: Object.fromEntries(cells.filter(([, text]) => text !== '')) };
  }
  const text = row.raw && textOf(row.raw, row.line);
  return text === undefined ? undefined : { text };
}
