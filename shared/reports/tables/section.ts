import { inWords } from '../words/words.ts';
import { type Column, paragraph, textTable } from './text-table.ts';

/** A table for people, wherever it will be shown: on a terminal, on a page, on paper. */
export type TableSection = {
  title: string;
  columns: readonly Column[];
  /** Cells in the order of the columns; none where there is nothing to show, which `below` then says. */
  rows: readonly (readonly string[])[];
  /** What has to be known to read it, directly below: one sentence or more each. */
  below: readonly string[];
};

/** The catalogue's codes in words, as people read them. */
export function sectionInWords({ title, columns, rows, below }: TableSection): TableSection {
  return {
    title,
    columns,
    rows: rows.map((cells) => cells.map(inWords)),
    below: below.map(inWords),
  };
}

/** The section as text for a terminal; lines below are broken to the widest line. */
export function sectionText(section: TableSection): string {
  const { title, columns, rows, below } = section;
  const table = rows.length === 0 ? [] : [textTable(columns, rows)];
  return [title, ...table, ...below.map((line) => paragraph(line, '  '))].join('\n');
}
