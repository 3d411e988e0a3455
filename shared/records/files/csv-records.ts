import type { RecordType } from '../record.ts';
import type { Refusal } from '../refusal.ts';
import { checkHeader, typeByColumns } from './csv-columns.ts';
import { inForm, isSeparatorLine, openedCsv } from './csv-form.ts';
import { rowReader } from './csv-row.ts';
import { type CsvRow, csvRows } from './csv-rows.ts';
import { type Checkpoint, type CsvForm, FileBroken, type FileItem, type TypedRow } from './file-item.ts';
import { linesOf, textOf } from './file-lines.ts';
import { readItem, refusedItem } from './read-item.ts';
import { looksLikeTotals } from './totals-row.ts';

export type CsvOptions = {
  clinicId?: string;
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
  const { resumeAt } = options;
  let columns = resumeAt?.columns;
  const opened = columns
    ? { form: resumeAt?.form, bytes: inForm(bytes, resumeAt?.form) }
    : await openedCsv(bytes);
  const { form } = opened;
  const rows = csvRows(linesOf(opened.bytes, resumeAt), form?.separator ?? ',');
  let itemOf = columns && itemReader(columns, form, options);
  for await (const batch of rows) {
    for (const row of batch) {
      if (isEmptyRow(row)) continue;
      if (itemOf) yield itemOf(row);
      else if (!isSeparatorRow(row)) {
        columns = headerOf(row, options.fileType);
        itemOf = itemReader(columns, form, options);
      }
    }
  }
  if (!columns)
    throw new FileBroken('invalid-header', 1, 'the file is empty; expected a header row of field names');
}

/** Sheets are saved with rows that hold nothing but separators. */
export function isEmptyRow(row: CsvRow): boolean {
  return 'cells' in row && row.cells.every((cell) => cell === '');
}

export function isSeparatorRow({ line, raw }: CsvRow): boolean {
  return raw !== undefined && isSeparatorLine(textOf(raw, line) ?? '');
}

function headerOf(row: CsvRow, fileType: RecordType | undefined): readonly string[] {
  if ('problem' in row)
    throw new FileBroken('invalid-header', row.line, `the header: ${row.problem.message}`);
  const columns = named(row.cells);
  checkHeader(columns, row.line, fileType ?? typeByColumns(columns));
  return row.cells;
}

/** The columns of a header without the separators that a spreadsheet has left at its end. */
function named(header: readonly string[]): readonly string[] {
  return header.slice(0, header.findLastIndex((name) => name !== '') + 1);
}

function itemReader(
  header: readonly string[],
  form: CsvForm | undefined,
  options: CsvOptions,
): (row: CsvRow) => FileItem {
  const { clinicId, requiredType, withTyped } = options;
  const columns = named(header);
  const fileType = options.fileType ?? typeByColumns(columns);
  const readRow = rowReader(columns, columns.includes('type') ? requiredType : fileType);
  const wrongCount: Refusal = {
    code: 'wrong-cell-count',
    path: '',
    message: `expected ${columns.length} cells, as in the header`,
  };
  return (row) => {
    const { line, endLine, endByte } = row;
    const cells = 'cells' in row ? cellsUnder(header, row.cells) : undefined;
    const typed = withTyped && { typed: () => typedRow(row, cells, columns) };
    const place = { line, endLine, endByte, columns: header, ...(form && { form }), ...typed };
    if ('problem' in row) return refusedItem(place, [row.problem]);
    if (cells === undefined) return refusedItem(place, [looksLikeTotals(row.cells) ? TOTALS : wrongCount]);
    const { input, problems } = readRow(cells);
    if (requiredType !== undefined && input['type'] !== requiredType) {
      const message = `expected ${requiredType}, the type that was asked for`;
      return refusedItem(place, [{ code: 'other-type', path: 'type', message }], input);
    }
    const item = readItem(place, input, clinicId, problems);
    return 'refusal' in item && looksLikeTotals(cells) ? refusedItem(place, [TOTALS]) : item;
  };
}

const TOTALS: Refusal = {
  code: 'totals-row',
  path: '',
  message:
    'expected a record; this looks like a row of totals, a word for them and numbers: it is none, and can be left out of the file',
};

/** The cells of a row below the columns with names; undefined where there are fewer or more, or some below none. */
export function cellsUnder(
  header: readonly string[],
  cells: readonly string[],
): readonly string[] | undefined {
  const { length } = named(header);
  if (cells.length === length) return cells;
  const isLonger = cells.length > length && cells.length <= header.length;
  return isLonger && cells.slice(length).every((cell) => cell === '') ? cells.slice(0, length) : undefined;
}

function typedRow(
  row: CsvRow,
  cells: readonly string[] | undefined,
  columns: readonly string[],
): TypedRow | undefined {
  if (cells) {
    const named = columns.map((name, index) => [name, cells[index] as string] as const);
    return { cells: Object.fromEntries(named.filter(([, text]) => text !== '')) };
  }
  const text = row.raw && textOf(row.raw, row.line);
  return text === undefined ? undefined : { text };
}
