import { type Column, paragraph, textTable } from './text-table.ts';

/** Marks an interval that treats sessions as those of different clients where some may have come again. */
export const REPEATS_MARK = '*';

const REPEATS_LINE = `${REPEATS_MARK} treats sessions of one client as independent: too narrow where clients come more than once.`;

/** A table for people, wherever it will be shown: on a terminal, on a page, on paper. */
export type TableSection = {
  title: string;
  columns: readonly Column[];
  /** Cells in the order of the columns; none where there is nothing to show, which `below` then says. */
  rows: readonly (readonly string[])[];
  /** What has to be known to read it, directly below: one sentence or more each. */
  below: readonly string[];
};

/** What stands below a table: first the meaning of the mark for repeated sessions, where the table bears it. */
export function linesBelow({ rows, below }: TableSection): string[] {
  const marked = rows.some((cells) => cells.some((cell) => cell.includes(REPEATS_MARK)));
  return [...(marked ? [REPEATS_LINE] : []), ...below];
}

/** The section as text for a terminal; lines below are broken to the widest line. */
export function sectionText(section: TableSection): string {
  const { title, columns, rows } = section;
  const table = rows.length === 0 ? [] : [textTable(columns, rows)];
  return [title, ...table, ...linesBelow(section).map((line) => paragraph(line, '  '))].join('\n');
}
