import type { Refusal } from '../records/refusal.ts';

/** How a file is read as a table. What is absent is found out from the file's beginning. */
export type TableShape = {
  format: 'csv' | 'xlsx' | 'ndjson' | 'json';
  encoding?: Encoding;
  /** One character, between the cells of a CSV file. */
  separator?: string;
  /** `cr` where a line ends with a carriage return alone. */
  lineEnds?: 'lf' | 'cr';
  /** The line on which the names of the columns stand; what is above it is no row. 0 where there are none. */
  headerLine?: number;
  /** The line of the first row, where more lines of the header stand above it. */
  firstRowLine?: number;
  /** Of an xlsx file: the name of the sheet. */
  sheet?: string;
  /** Of a JSON file: where its list of rows lies, as a dotted path; empty where the file is that list. */
  rowsAt?: string;
};

export const ENCODINGS = [
  ...(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const),
  ...(['windows-1250', 'windows-1251', 'shift_jis'] as const),
] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** One row: its cells that are not empty, by the name of their column; or why it has none. */
export type TableRow = {
  /** The line on which it starts, the first being 1; in xlsx the row of the sheet, in JSON the place in the list. */
  line: number;
  endLine: number;
} & ({ cells: ReadonlyMap<string, string> } | { problem: Refusal });

/** A file as rows of named cells. */
export type Table = {
  shape: TableShape;
  /** The names of the columns; undefined where each row names its own, as in JSON. */
  columns?: readonly string[];
  /** Of which zones the times of columns are, where the lines of the header say so. */
  zones?: ReadonlyMap<string, string>;
  /** In order; rows without any filled cell are left out. */
  rows: AsyncIterable<TableRow[]>;
  /** What else of the file may be asked for: other sheets, other lists. */
  alternatives?: readonly Partial<TableShape>[];
};
