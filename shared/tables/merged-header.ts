import type { FirstRow } from './header-line.ts';

/** Cells of one line that are merged into one, as columns from 0 on; the text stands in the first. */
export type MergedCells = { line: number; from: number; to: number };

/** So many lines above the line of the header may group its columns. */
const MOST_ABOVE = 2;

/**
 * The texts of a header whose cells are merged over several columns: what stands over some of them is part of what each is
 * called, `Pain` over `Before` and `After` makes `Pain Before` and `Pain After`. A title over the whole table is none.
 *
 * @param first where the header stands, and the line of the first row
 * @param merged the cells that are merged, of all lines
 * @returns the texts of the line of the header as they are, where nothing is merged over several columns
 */
export function spreadHeader(
  rows: readonly FirstRow[],
  { headerLine, firstRowLine }: { headerLine: number; firstRowLine: number },
  merged: readonly MergedCells[],
): readonly string[] {
  const cellsOf = (line: number) => rows.find((row) => row.line === line)?.cells ?? [];
  const header = cellsOf(headerLine);
  const last = firstRowLine - 1;
  const width = Math.max(...Array.from({ length: last }, (_, index) => cellsOf(index + 1).length));
  const groups = merged.filter(
    ({ line, from, to }) =>
      line >= headerLine - MOST_ABOVE &&
      line < last &&
      to > from &&
      to - from + 1 < width &&
      namesBelow(rows, { line, from, to }, last),
  );
  if (groups.length === 0) return header;
  const top = Math.min(headerLine, ...groups.map(({ line }) => line));
  const lines = Array.from({ length: last - top + 1 }, (_, index) => top + index);
  return Array.from({ length: width }, (_, column) => {
    const isGrouped = groups.some(({ from, to }) => from <= column && column <= to);
    const texts = lines.map((line) => {
      const group = groups.find((one) => one.line === line && one.from <= column && column <= one.to);
      return (cellsOf(line)[group?.from ?? column] ?? '').trim();
    });
    if (isGrouped) return [...new Set(texts.filter((text) => text !== ''))].join(' ');
    return header[column]?.trim() || (texts.findLast((text) => text !== '') ?? '');
  });
}

/** Whether columns below merged cells have names of their own: at least two of them. */
function namesBelow(rows: readonly FirstRow[], { line, from, to }: MergedCells, last: number): boolean {
  const below = rows.filter((row) => row.line > line && row.line <= last);
  const named = new Set(
    below.flatMap(({ cells }) =>
      cells.flatMap((cell, column) => (column >= from && column <= to && cell.trim() !== '' ? [column] : [])),
    ),
  );
  return named.size > 1;
}
