import { type CsvRow, csvRows } from '../records/files/csv-rows.ts';
import { linesOf, textOf } from '../records/files/file-lines.ts';
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
      const cells = 'cells' in row ? row.cells : literalCells(row, separator);
      if (cells === undefined) return 'problem' in row ? [{ line, endLine, problem: row.problem }] : [];
      const read = tableRow({ line, endLine }, columns, cells);
      if (read === undefined) return [];
      const isShort = cells.length < columns.length && 'cells' in read;
      return [isShort ? { line, endLine, problem: tooFew(columns.length) } : read];
    });
  }
}

/**
 * The cells of a line with quotes that are none of CSV's, as they stand: databases write tabs and quote nothing, and a quote within
 * a cell that does not begin with one can be meant in one way only.
 */
function literalCells({ line, endLine, raw }: CsvRow, separator: string): string[] | undefined {
  const text = raw && line === endLine ? textOf(raw, line) : undefined;
  const cells = text?.replace(/\r?\n?$/, '').split(separator);
  return separator === '\t' || cells?.every((cell) => !cell.trimStart().startsWith('"')) ? cells : undefined;
}

/** The columns of a table without a header line. */
export const unnamedColumns = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `column ${index + 1}`);
