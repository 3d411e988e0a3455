import { endsInCarriageReturns } from '../records/files/carriage-returns.ts';
import { FileBroken } from '../records/files/file-item.ts';
import { peeked } from '../records/files/peeked.ts';
import { csvTableRows, unnamedColumns } from './csv-table.ts';
import { asUtf8, sniffEncoding } from './encoding.ts';
import { groupedHeader } from './group-line.ts';
import { columnNames, type FirstRow, sniffHeaderLine, stackedHeader } from './header-line.ts';
import { jsonDocument, listsIn, ndjsonTableRows, rowsOf } from './json-table.ts';
import { withLinkedLists } from './linked-lists.ts';
import { spreadHeader } from './merged-header.ts';
import { firstRows, sniffSeparator } from './separator.ts';
import { statedZones } from './stated-zones.ts';
import type { Table, TableRow, TableShape } from './table.ts';
import { tableRow } from './table-row.ts';
import { isZip, refusePacked } from './unreadable-start.ts';
import { type Sheet, xlsxSheets } from './xlsx-table.ts';

/** What the beginning of a file is judged by. */
const HEAD_BYTES = 1024 * 1024;
const MIB = 1024 * 1024;
/** JSON documents and workbooks are read as a whole: how large they may be, in bytes. */
export type LargestWhole = { json: number; xlsx: number };
const LARGEST_WHOLE: LargestWhole = { json: 64 * MIB, xlsx: 64 * MIB };
/**
 * The same where a gigabyte of memory is all there is: 16 MiB of JSON take 370 MB, and a workbook of 4.2 MiB with a million
 * cells 420 MB.
 */
export const LARGEST_WHOLE_OF_FUNCTION: LargestWhole = { json: 16 * MIB, xlsx: 8 * MIB };

/**
 * Opens a file of any of the formats as a table. What is not asked for is found out from its beginning; CSV and NDJSON
 * are read in bounded memory.
 *
 * @param asked what is known of the file, which is then not looked for
 * @param largest a larger document or workbook is refused
 * @throws FileBroken when the file cannot be read as a table at all
 */
export async function openTable(
  bytes: AsyncIterable<Uint8Array>,
  asked: Partial<TableShape> = {},
  largest: LargestWhole = LARGEST_WHOLE,
): Promise<Table> {
  const { head, isWhole, all } = await peeked(bytes, (length) => length >= HEAD_BYTES);
  if (head.length === 0) throw new FileBroken('invalid-header', 1, 'the file is empty');
  refusePacked(head);
  const format = asked.format ?? (isZip(head) ? 'xlsx' : undefined);
  if (format === 'xlsx')
    return sheetTable(await xlsxSheets(await whole(all, largest.xlsx), largest.xlsx), asked);
  const encoding = asked.encoding ?? sniffEncoding(head, isWhole);
  const headText = new TextDecoder(encoding).decode(head);
  const kind = format ?? formatOfText(headText, isWhole);
  const lineEnds = asked.lineEnds ?? (endsInCarriageReturns(headText) ? 'cr' : 'lf');
  const text = asUtf8(all, encoding, lineEnds);
  if (kind === 'ndjson') return { shape: { format: kind, encoding, lineEnds }, rows: ndjsonTableRows(text) };
  if (kind === 'json')
    return jsonTable(Buffer.from(await whole(text, largest.json)).toString('utf8'), encoding, asked);
  const headUtf8 = Buffer.from(lineEnds === 'cr' ? headText.replaceAll('\r', '\n') : headText, 'utf8');
  const separator = asked.separator ?? (await sniffSeparator(headUtf8));
  const rows = (await firstRows(headUtf8, separator)).flatMap((row) =>
    'cells' in row ? [{ line: row.line, cells: row.cells }] : [],
  );
  const { headerLine, firstRowLine } = headerOf(rows, asked);
  const header = rows.find(({ line }) => line === headerLine)?.cells;
  if (headerLine > 0 && !header)
    throw new FileBroken('invalid-header', headerLine, 'expected a header row of column names on this line');
  const widest = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const columns = header ? columnNames(groupedHeader(rows, headerLine)) : unnamedColumns(widest);
  return {
    shape: {
      format: 'csv',
      encoding,
      separator,
      lineEnds,
      headerLine,
      ...(firstRowLine && { firstRowLine }),
    },
    columns,
    ...statedZones(
      rows.filter(({ line }) => line < (firstRowLine ?? headerLine + 1)),
      columns,
    ),
    rows: csvTableRows(text, { separator, firstRowLine: firstRowLine ?? headerLine + 1, columns }),
  };
}

function formatOfText(text: string, isWhole: boolean): 'csv' | 'ndjson' | 'json' {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('[')) return 'json';
  if (!start.startsWith('{')) return 'csv';
  const [first = '', second = ''] = start.split('\n').filter((line) => line.trim() !== '');
  if (isObjectText(first))
    return second === '' && isWhole && listsIn(JSON.parse(first)).length > 0 ? 'json' : 'ndjson';
  return 'json';
}

function isObjectText(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

function jsonTable(text: string, encoding: TableShape['encoding'], asked: Partial<TableShape>): Table {
  const document = jsonDocument(text);
  const lists = listsIn(document);
  const list = asked.rowsAt === undefined ? lists[0] : lists.find(({ rowsAt }) => rowsAt === asked.rowsAt);
  const { rowsAt, rows } = list ?? { rowsAt: '', rows: [document] };
  if (!list && asked.rowsAt !== undefined)
    throw new FileBroken('unknown-format', 1, `expected a list of objects at "${asked.rowsAt}"`);
  const others = lists.filter((other) => other.rowsAt !== rowsAt);
  return {
    shape: { format: 'json', ...(encoding && { encoding }), rowsAt },
    rows: once(
      rowsOf(
        withLinkedLists(
          rows,
          others.filter((other) => !other.rowsAt.includes('[].')),
        ),
      ),
    ),
    alternatives: others.map((other) => ({ rowsAt: other.rowsAt })),
  };
}

function sheetTable(sheets: readonly Sheet[], asked: Partial<TableShape>): Table {
  const sheet = asked.sheet === undefined ? fullest(sheets) : sheets.find(({ name }) => name === asked.sheet);
  if (!sheet) throw new FileBroken('unknown-format', 1, `expected a sheet "${asked.sheet}" in the workbook`);
  const numbered = sheet.rows.map((cells, index) => ({ line: index + 1, cells }));
  const { headerLine, firstRowLine = headerLine + 1 } = headerOf(numbered.slice(0, 200), asked);
  const first = numbered.slice(0, firstRowLine);
  const header = spreadHeader(first, { headerLine, firstRowLine }, sheet.merged);
  const columns = headerLine > 0 ? columnNames(header) : unnamedColumns(sheet.rows[0]?.length ?? 0);
  const rows = numbered.flatMap(({ line, cells }): TableRow[] => {
    const row = line >= firstRowLine ? tableRow({ line, endLine: line }, columns, cells) : undefined;
    return row ? [row] : [];
  });
  const others = sheets.filter((other) => other !== sheet && other.rows.length > 1);
  return {
    shape: {
      ...{ format: 'xlsx', sheet: sheet.name, headerLine },
      ...(firstRowLine > headerLine + 1 && { firstRowLine }),
    },
    columns,
    ...statedZones(first, columns),
    rows: once(rows),
    alternatives: others.map(({ name }) => ({ sheet: name })),
  };
}

/** Where the names of the columns stand and where the rows begin, as it is asked for, else as it looks. */
function headerOf(
  rows: readonly FirstRow[],
  asked: Partial<TableShape>,
): { headerLine: number; firstRowLine?: number | undefined } {
  const first = asked.headerLine ?? sniffHeaderLine(rows);
  const stacked = stackedHeader(rows, first);
  const firstRowLine = asked.firstRowLine ?? stacked?.firstRowLine;
  return { headerLine: asked.headerLine ?? stacked?.headerLine ?? first, firstRowLine };
}

const fullest = (sheets: readonly Sheet[]) => sheets.toSorted((a, b) => b.rows.length - a.rows.length)[0];

async function* once(rows: TableRow[]): AsyncGenerator<TableRow[]> {
  yield rows;
}

async function whole(bytes: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    length += piece.length;
    if (length > most)
      throw new FileBroken(
        'unknown-format',
        1,
        `expected at most ${most / MIB} MiB of one JSON document or workbook; save it as CSV or NDJSON`,
      );
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
