import { readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { FileBroken } from '../records/file-item.ts';
import type { MergedCells } from './merged-header.ts';
import { zipDirectory } from './zip-directory.ts';

export type Sheet = {
  name: string;
  rows: readonly (readonly string[])[];
  /** Cells that are merged over several columns; of a large workbook none are known. */
  merged: readonly MergedCells[];
};

const MOST_ROWS = 200_000;
/** Of all sheets together; one cell in the last column that there is makes sixteen thousand of its row. */
const MOST_CELLS = 5_000_000;
/**
 * How many times the size of a workbook it may have when it is unpacked: its sheets are text that says much twice. All else is
 * kept in memory as a whole, at nine hundred bytes a text of the shared ones.
 */
const MOST_UNPACKED = { all: 12, butSheets: 1.5 };
/** Up to so many bytes, unpacked, a workbook is read once more for its merged cells, which stand behind all rows. */
const LARGEST_WITH_MERGED = 16 * 1024 * 1024;
const SHEET = /^xl\/worksheets\//;
/** A cell that holds a time alone is a date of the first days that spreadsheets know. */
const FIRST_DAYS = Date.UTC(1900, 0, 2);

/**
 * The sheets of an xlsx file as the texts of their cells. Dates are local times without an offset, as a sheet has them.
 *
 * @param largest how many bytes of a workbook are read; how many it may have when it is unpacked follows from it
 * @throws FileBroken when the bytes are no workbook, or one that is too large or locked
 */
export async function xlsxSheets(bytes: Uint8Array, largest: number): Promise<Sheet[]> {
  const unpacked = refuseBomb(bytes, largest);
  const merged = unpacked <= LARGEST_WITH_MERGED ? await mergedCells(bytes) : NO_MERGED;
  const sheets: Sheet[] = [];
  let cells = 0;
  for (const name of await sheetNames(bytes)) {
    const rows: string[][] = [];
    try {
      for await (const { index, values } of streamXlsxRows(bytes, { sheet: name })) {
        if (index >= MOST_ROWS) throw tooLarge(MOST_ROWS, `${MOST_ROWS} rows`);
        while (rows.length < index) rows.push([]);
        const texts = values.map(cellText);
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
      merges.flatMap(({ startRow, startCol: from, endCol: to }) =>
        to > from ? [{ line: startRow + 1, from, to }] : [],
      ),
    ]),
  );
}

/**
 * A megabyte can hold gigabytes, by mistake (pictures, a million empty cells) or on purpose.
 *
 * @returns how many bytes it has when it is unpacked
 */
function refuseBomb(bytes: Uint8Array, largest: number): number {
  const entries = zipDirectory(bytes);
  if (!entries) throw notReadable();
  const sizeOf = (some: typeof entries) => some.reduce((sum, { unpacked }) => sum + unpacked, 0);
  const butSheets = sizeOf(entries.filter(({ name }) => !SHEET.test(name) && !name.startsWith('xl/media/')));
  if (sizeOf(entries) > largest * MOST_UNPACKED.all)
    throw tooLarge(1, `${(largest * MOST_UNPACKED.all) / MIB} MiB of a workbook when it is unpacked`);
  if (butSheets > largest * MOST_UNPACKED.butSheets)
    throw tooLarge(1, `${(largest * MOST_UNPACKED.butSheets) / MIB} MiB of texts in a workbook`);
  return sizeOf(entries);
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

const MIB = 1024 * 1024;
const tooLarge = (line: number, most: string) =>
  new FileBroken('file-too-large', line, `expected at most ${most}; save it as CSV`);
const notReadable = () =>
  new FileBroken(
    'unknown-format',
    1,
    'this is a zip archive, and no xlsx workbook that can be read: unpack it and send the files in it one by one; a workbook that is damaged or has a password is saved as "CSV UTF-8"',
  );

function cellText(value: string | number | boolean | Date | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (!(value instanceof Date)) return String(value);
  if (Number.isNaN(value.getTime())) return '';
  // A sheet keeps days and parts of days, so that seconds come out a hair before or after the whole.
  const text = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString().slice(0, 19);
  return value.getTime() < FIRST_DAYS ? text.slice(11) : text.replace(/T00:00:00$/, '');
}
