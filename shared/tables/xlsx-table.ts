import { readXlsx } from 'hucre/xlsx';
import { FileBroken } from '../records/file-item.ts';

export type Sheet = { name: string; rows: readonly (readonly string[])[] };

const MOST_ROWS = 200_000;
/** A cell that holds a time alone is a date of the first days that spreadsheets know. */
const FIRST_DAYS = Date.UTC(1900, 0, 2);

/**
 * The sheets of an xlsx file as the texts of their cells. Dates are local times without an offset, as a sheet has them.
 *
 * @throws FileBroken when the bytes are no workbook, or one that is too large or locked
 */
export async function xlsxSheets(bytes: Uint8Array): Promise<Sheet[]> {
  const workbook = await readXlsx(bytes, { maxRows: MOST_ROWS + 1 }).catch(() => {
    throw new FileBroken(
      'unknown-format',
      1,
      'this is no xlsx workbook that can be read; save it as "CSV UTF-8", without a password',
    );
  });
  return workbook.sheets.map(({ name, rows }) => {
    if (rows.length > MOST_ROWS) {
      throw new FileBroken('unknown-format', MOST_ROWS, `expected at most ${MOST_ROWS} rows; save it as CSV`);
    }
    return { name, rows: rows.map((row) => row.map(cellText)) };
  });
}

function cellText(value: string | number | boolean | Date | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (!(value instanceof Date)) return String(value);
  if (Number.isNaN(value.getTime())) return '';
  // A sheet keeps days and parts of days, so that seconds come out a hair before or after the whole.
  const text = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString().slice(0, 19);
  return value.getTime() < FIRST_DAYS ? text.slice(11) : text.replace(/T00:00:00$/, '');
}
