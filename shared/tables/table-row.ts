import type { Refusal } from '../records/refusal.ts';
import { withoutForce } from './forced-texts.ts';
import type { TableRow } from './table.ts';

/** Cells by the names of their columns, the empty ones left out. Undefined for a row in which all are empty, or that names the columns again. */
export function tableRow(
  place: { line: number; endLine: number },
  columns: readonly string[],
  cells: readonly string[],
): TableRow | undefined {
  const named = new Map<string, string>();
  for (const [index, cell] of cells.entries()) {
    const text = withoutForce(cell.trim()).trim();
    if (text === '') continue;
    const column = columns[index];
    if (column === undefined) return { ...place, problem: tooMany(columns.length) };
    named.set(column, text);
  }
  if (named.size === 0 || isHeader(named)) return undefined;
  return { ...place, cells: named };
}

/** The names of the columns again, where files were put one below the other. */
const isHeader = (cells: ReadonlyMap<string, string>): boolean =>
  cells.size > 1 && [...cells].every(([column, text]) => column === text);

const tooMany = (count: number): Refusal => ({
  code: 'wrong-cell-count',
  path: '',
  message: `expected at most ${count} cells, as in the header; a separator inside a cell may lack its quotes`,
});

/** A row that is shorter than its header may have lost a cell anywhere: its cells cannot be told apart. */
export const tooFew = (count: number): Refusal => ({
  code: 'wrong-cell-count',
  path: '',
  message: `expected ${count} cells, as in the header; titles and totals below a table are no rows of it`,
});
