import { boundedColumnName } from './column-name.ts';

/** A row of the beginning of a file, with the line on which it stands. */
export type FirstRow = { line: number; cells: readonly string[] };

const ENOUGH = 0.6;
/** A number, a date, a time, a percentage: what a cell holds, and what no column is called. */
const DATA = /^[-+]?\d[\d.,:/\s-]*%?$|^\d{4}-\d{2}-\d{2}[T ]|^(true|false)$/i;

/**
 * The line that names the columns: the first that fills nearly as many cells as the fullest row, with words that differ.
 * Titles, filters and blank lines that reports write above it are passed over.
 *
 * @returns the line, or 0 where even the first full row holds data
 */
export function sniffHeaderLine(rows: readonly FirstRow[]): number {
  const widest = Math.max(0, ...rows.map(filled));
  const first = rows.find((row) => filled(row) >= Math.ceil(widest * ENOUGH));
  if (!first) return rows[0]?.line ?? 1;
  const texts = first.cells.map((cell) => cell.trim()).filter((text) => text !== '');
  const data = texts.filter((text) => DATA.test(text)).length;
  return data > texts.length / 4 ? 0 : first.line;
}

const filled = ({ cells }: FirstRow) => cells.filter((cell) => cell.trim() !== '').length;

/** A byte order mark, a zero-width space, a NUL: nobody who names a column by what he sees would find it. */
const UNSEEN = /[\p{Cc}\p{Cf}]/gu;

/**
 * The names by which cells are found: as a person sees them, without blanks around them. A column without a name is called by its
 * place, and one whose name is there already by its number among those. Commas that a spreadsheet has left at the end are
 * no columns.
 */
export function columnNames(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  const texts = cells.map((cell) => cell.replaceAll(/\s+/g, ' ').replaceAll(UNSEEN, '').trim());
  return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1).map((text, index) => {
    const name = boundedColumnName(text) || `column ${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
