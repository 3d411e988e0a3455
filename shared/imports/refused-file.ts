import type { RefusedRow } from '../records/files/file-item.ts';
import { typedCells } from './typed-cells.ts';

/** Whether what a cell holds would be a formula to a spreadsheet: `=`, `+`, `-`, `@`, a tab or a return at its start. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;
const NEEDS_QUOTES = /[",\r\n]/;

const WHY = ['refusedLine', 'refusedField', 'refusedBecause'];

/**
 * Refused rows as a CSV file, to be mended in a spreadsheet and sent again. A cell that a spreadsheet would run as a
 * formula gets an apostrophe before it. What cannot be read as fields is left out.
 *
 * @param withReasons adds three columns that say why; a file with them is for reading and cannot be sent again
 */
export function refusedFile(rows: readonly RefusedRow[], withReasons: boolean): string {
  const readable = rows.flatMap((row) => {
    const cells = typedCells(row.typed);
    return cells ? [{ row, cells }] : [];
  });
  if (readable.length === 0) return '';
  const columns = [...new Set(readable.flatMap(({ cells }) => Object.keys(cells)))];
  const lines = readable.map(({ row, cells }) => {
    const texts = columns.map((name) => (Object.hasOwn(cells, name) ? cells[name]! : ''));
    return withReasons ? [...texts, String(row.line), row.path, row.message] : texts;
  });
  const table = [withReasons ? [...columns, ...WHY] : columns, ...lines];
  return table.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
