import { boundedColumnName } from './column-name.ts';

/** A row of the beginning of a file, with the line on which it stands. */
export type FirstRow = { line: number; cells: readonly string[] };

const ENOUGH = 0.6;
/** A number, a date, a time, a percentage: what a cell holds, and what no column is called. */
const DATA = /^[-+]?\d[\d.,:/\s-]*(%|[ap]\.?m\.?)?$|^\d{4}-\d{2}-\d{2}[T ]|^(true|false)$/i;
/** A year, a time of day, a day in numbers, a time that is counted: every record has one. */
const DATED =
  /\b(19|20)\d\d\b|\b\d{1,2}:\d{2}|\b\d{1,2}[-/.]\s?\d{1,2}[-/.]\s?\d{2}|^\d{10,13}$|^\d{5}\.\d+$/;

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
  if (
    namesDays(
      texts,
      rows.filter((row) => row !== first),
    )
  )
    return first.line;
  return data > texts.length / 4 ? 0 : first.line;
}

/** A column for each visit is called by its day, and no row below holds a day. */
function namesDays([, ...names]: readonly string[], rows: readonly FirstRow[]): boolean {
  return (
    names.length > 1 &&
    new Set(names).size === names.length &&
    names.every((name) => DAY_NAME.test(name)) &&
    !rows.some(isDated)
  );
}

/** A name of a column that is a day. */
export const DAY_NAME = /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.] ?\d{1,2}[-/.] ?\d{2,4}\.?)([T ].*)?$/;

/** Lines of a header below its first. */
const MOST_BELOW = 3;
const ENOUGH_DATED = 0.9;

/**
 * The header of tools that write several lines of it: codes of the questions, the questions, how they are known inside. Lines
 * below the first belong to it where they hold no day, time or number, and the rows after them do.
 *
 * @param first the line of the header, or of its first line
 * @returns the line whose texts say most, and the line of the first row; undefined where the header is one line
 */
export function stackedHeader(
  rows: readonly FirstRow[],
  first: number,
): { headerLine: number; firstRowLine: number } | undefined {
  const header = rows.find(({ line }) => line === first);
  const body = rows.filter((row) => row.line > first && filled(row) > 0);
  const count = body.findIndex(({ cells }) => cells.some((cell) => isData(cell) || DATED.test(cell.trim())));
  if (!header || count < 1 || count > MOST_BELOW) return undefined;
  const rest = body.slice(count);
  if (rest.filter(isDated).length < rest.length * ENOUGH_DATED) return undefined;
  const lines = [header, ...body.slice(0, count)].filter(
    (row) => filled(row) >= filled(header) && !row.cells.some((cell) => cell.trim().startsWith('{')),
  );
  return { headerLine: (lines.at(-1) ?? header).line, firstRowLine: rest[0]!.line };
}

const isData = (cell: string) => DATA.test(cell.trim());
const isDated = ({ cells }: FirstRow) => cells.some((cell) => DATED.test(cell.trim()));

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
