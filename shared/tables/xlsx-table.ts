import { readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { FileBroken } from '../records/files/file-item.ts';
import type { MergedCells } from './merged-header.ts';
import { boundedWorkbook, boundSheets, notReadable, tooLarge } from './workbook-bounds.ts';

export type Sheet = {
  name: string;
  rows: readonly (readonly string[])[];
  /** Cells that are merged over several columns; of a large workbook none are known. */
  merged: readonly MergedCells[];
};

const MOST_ROWS = 200_000;
/** Of all sheets together; one cell in the last column that there is makes sixteen thousand of its row. */
const MOST_CELLS = 5_000_000;
/** Letters of the longest text that a cell of a spreadsheet takes. */
const LONGEST_CELL = 32_767;
/** Merged cells are of use in a header; of a sheet with more of them none are known. */
const MOST_MERGED = 2000;
/** Up to so many bytes, unpacked, a workbook is read once more for its merged cells, which stand behind all rows. */
const LARGEST_WITH_MERGED = 16 * 1024 * 1024;
/** A cell that holds a time alone is a date of the first days that spreadsheets know. */
const FIRST_DAYS = Date.UTC(1900, 0, 2);

/**
 * The sheets of an xlsx file as the texts of their cells. Dates are local times without an offset, as a sheet has them.
 *
 * @param largest how many bytes of a workbook are read; how many it may have when it is unpacked follows from it
 * @throws FileBroken when the bytes are no workbook, or one that is too large or locked
 */
export async function xlsxSheets(bytes: Uint8Array, largest: number): Promise<Sheet[]> {
  const size = await boundedWorkbook(bytes, largest);
  const merged = size.bytes <= LARGEST_WITH_MERGED ? await mergedCells(bytes) : NO_MERGED;
  const sheets: Sheet[] = [];
  let cells = 0;
  const names = await sheetNames(bytes);
  boundSheets(names.length, size);
  for (const name of names) {
    const rows: string[][] = [];
    try {
      for await (const { index, values } of streamXlsxRows(bytes, { sheet: name })) {
        if (!(index >= 0)) throw notReadable();
        if (index >= MOST_ROWS) throw tooLarge(MOST_ROWS, `${MOST_ROWS} rows`);
        while (rows.length < index) rows.push([]);
        const texts = values.map(cellText);
        if (texts.some(({ length }) => length > LONGEST_CELL))
          throw tooLarge(index + 1, `${LONGEST_CELL} letters in a cell`);
        rows[index] = texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
        cells += rows[index].length;
        if (cells > MOST_CELLS) throw tooLarge(index + 1, `${MOST_CELLS} cells`);
      }
    } catch (error) {
      throw error instanceof FileBroken ? error : notReadable();
    }
    sheets.push({ name, rows, merged: merged.get(name) ?? [] });
  }
  return sheets;
}

const NO_MERGED: ReadonlyMap<string, MergedCells[]> = new Map();

/** The cells that are merged over several columns, by sheet. What cannot be read so is told when its rows are read. */
async function mergedCells(bytes: Uint8Array): Promise<ReadonlyMap<string, MergedCells[]>> {
  const book = await readXlsx(bytes, { maxRows: 1 }).catch(() => undefined);
  return new Map(
    (book?.sheets ?? []).map(({ name, merges = [] }) => [
      name,
      (merges.length > MOST_MERGED ? [] : merges).flatMap(({ startRow, startCol: from, endCol: to }) =>
        to > from ? [{ line: startRow + 1, from, to }] : [],
      ),
    ]),
  );
}

async function sheetNames(bytes: Uint8Array): Promise<string[]> {
  const names: string[] = [];
  await readXlsx(bytes, {
    sheets({ name }) {
      names.push(name);
      return false;
    },
  }).catch(() => {
    throw notReadable();
  });
  return names;
}

function cellText(value: string | number | boolean | Date | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (!(value instanceof Date)) return String(value);
  if (Number.isNaN(value.getTime())) return '';
  // A sheet keeps days and parts of days, so that seconds come out a hair before or after the whole.
  const text = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString().slice(0, 19);
  return value.getTime() < FIRST_DAYS ? text.slice(11) : text.replace(/T00:00:00$/, '');
}
