import { endsInCarriageReturns, withLineFeeds } from './carriage-returns.ts';
import { CSV_COLUMNS } from './csv-columns.ts';
import { cellsOfLine } from './csv-rows.ts';
import type { CsvForm } from './file-item.ts';
import { LONGEST_LINE_BYTES } from './file-lines.ts';
import { peeked } from './peeked.ts';

const PLAIN: CsvForm = { separator: ',', lineEnds: 'lf' };
const SEPARATORS = [',', ';', '\t', '|'] as const;
/** Spreadsheets write this line to themselves, and leave it in the file. */
const SEPARATOR_LINE = /^\uFEFF?sep=([^"])$/i;
const LINES_ABOVE_HEADER = 20;
const LINE_FEED = 10;

/**
 * Finds out from the header how a CSV file was saved: its separator is the one that cuts our column names out of it, or
 * the one that a `sep=` line names.
 *
 * @returns the form, and all bytes with line feeds at the ends of their lines
 */
export async function openedCsv(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ form: CsvForm; bytes: AsyncIterable<Uint8Array> }> {
  let lines = 0;
  const { head, all } = await peeked(bytes, (length, piece) => {
    for (let at = piece.indexOf(LINE_FEED); at !== -1; at = piece.indexOf(LINE_FEED, at + 1)) lines += 1;
    // The header may follow a line that names the separator, and blank ones.
    return length > LONGEST_LINE_BYTES || lines > LINES_ABOVE_HEADER;
  });
  const text = new TextDecoder().decode(head);
  const form: CsvForm = {
    separator: separatorOf(text.split(/\r\n|[\r\n]/)),
    lineEnds: endsInCarriageReturns(text) ? 'cr' : 'lf',
  };
  return { form, bytes: inForm(all, form) };
}

/** The bytes of the rest of a file whose form is known; without one it has commas and line feeds. */
export function inForm(
  bytes: AsyncIterable<Uint8Array>,
  { lineEnds }: CsvForm = PLAIN,
): AsyncIterable<Uint8Array> {
  return lineEnds === 'cr' ? withLineFeeds(bytes) : bytes;
}

/** Whether a line says only what the separator is. */
export function isSeparatorLine(line: string): boolean {
  return SEPARATOR_LINE.test(line);
}

function separatorOf(lines: readonly string[]): string {
  const named = lines.map((line) => SEPARATOR_LINE.exec(line)?.[1]).find((found) => found !== undefined);
  const header = lines.find((line) => /\p{L}/u.test(line) && !isSeparatorLine(line)) ?? '';
  if (named !== undefined && lines.findIndex(isSeparatorLine) < lines.indexOf(header)) return named;
  const scores = SEPARATORS.map((separator) => {
    const cells = cellsOfLine(header.replace(/^\uFEFF/, ''), separator);
    const known = cells.filter((name) => NAMES.has(name)).length;
    return { separator, known, cells: cells.length };
  });
  // Of headers without one name of ours the most cells, so that all of them can be told.
  return scores.toSorted((a, b) => b.known - a.known || b.cells - a.cells)[0]!.separator;
}

const NAMES: ReadonlySet<string> = new Set(
  Object.values(CSV_COLUMNS).flatMap((columns) => Object.keys(columns)),
);
