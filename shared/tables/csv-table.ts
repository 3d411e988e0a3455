import { csvRows } from '../records/csv-rows.ts';
import { linesOf } from '../records/file-lines.ts';
import { withoutForcedTexts } from './forced-texts.ts';
import type { TableRow } from './table.ts';
import { tableRow, tooFew } from './table-row.ts';

/**
 * The rows of a CSV file in UTF-8 below its header.
 *
 * @param columns the names in the header, as columnNames gives them
 * @throws FileBroken at a quote that is never closed; the rows before it have been given
 */
export async function* csvTableRows(
  bytes: AsyncIterable<Uint8Array>,
  {
    separator,
    firstRowLine,
    columns,
  }: { separator: string; firstRowLine: number; columns: readonly string[] },
): AsyncGenerator<TableRow[]> {
  for await (const batch of csvRows(withoutForcedTexts(linesOf(bytes), separator), separator)) {
    yield batch.flatMap((row): TableRow[] => {
      const { line, endLine } = row;
      if (line < firstRowLine) return [];
      if ('problem' in row) return [{ line, endLine, problem: row.problem }];
      const read = tableRow({ line, endLine }, columns, row.cells);
      if (read === undefined) return [];
      const isShort = row.cells.length < columns.length && 'cells' in read;
      return [isShort ? { line, endLine, problem: tooFew(columns.length) } : read];
    });
  }
}

/** The columns of a table without a header line. */
export const unnamedColumns = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `column ${index + 1}`);
