import { CsvError, parse } from 'csv-parse/sync';
import type { Refusal } from '../refusal.ts';
import { FileBroken } from './file-item.ts';
import { type Line, LONGEST_LINE_BYTES, textOf } from './file-lines.ts';
import { INVALID_UTF8, LINE_TOO_LONG } from './read-item.ts';

/** A row of a CSV file with its place and its bytes (absent when too long): its cells, or why there are none. */
export type CsvRow = { line: number; endLine: number; endByte: number; raw: Buffer | undefined } & (
  | { cells: string[] }
  | { problem: Refusal }
);

const INVALID_QUOTING: Refusal = {
  code: 'invalid-quoting',
  path: '',
  message: 'expected quotes only around a whole cell, and doubled inside it',
};

/** No cell of ours spans lines, so a row that spans this many has lost its closing quote. */
const MOST_LINES_OF_A_ROW = 100;

/**
 * Groups the lines of a CSV file into rows as RFC 4180 has them and skips blank lines. A line whose quotes
 * are wrong is refused alone, and reading goes on with the next line.
 *
 * @throws FileBroken where a quote is opened and not closed; the rows before it have been given
 */
export async function* csvRows(batches: AsyncIterable<Line[]>, separator: string): AsyncGenerator<CsvRow[]> {
  const grouping = new RowGrouping(separator);
  for await (const lines of batches) {
    for (const line of lines) grouping.add(line);
    yield grouping.take();
    if (grouping.broken) throw grouping.broken;
  }
  const broken = grouping.end();
  if (broken) throw broken;
}

class RowGrouping {
  readonly #separator: string;
  #rows: CsvRow[] = [];
  /** The lines of a row whose quote is still open. */
  #open: Line[] = [];
  #openBytes = 0;
  broken: FileBroken | undefined;

  constructor(separator: string) {
    this.#separator = separator;
  }

  add(line: Line): void {
    const waiting = [line]; // lines are read again when the row that they seemed to be part of is refused
    for (let next = waiting.shift(); next && !this.broken; next = waiting.shift()) {
      if (this.#open.length === 0) this.#start(next);
      else waiting.unshift(...this.#continue(next));
    }
  }

  /** The rows completed since the last call. */
  take(): CsvRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  end(): FileBroken | undefined {
    return this.#open[0] && quoteNotClosed(this.#open[0]);
  }

  #start(line: Line): void {
    const result = this.#read(line);
    if (result === 'open') {
      this.#open = [line];
      this.#openBytes = line.raw?.length ?? 0;
    } else if (result !== 'blank') {
      this.#give([line], result);
    }
  }

  #read({ line, raw }: Line): string[] | Refusal | 'open' | 'blank' {
    if (raw === undefined) return LINE_TOO_LONG;
    const text = textOf(raw, line);
    if (text === undefined) return INVALID_UTF8;
    if (text === '') return 'blank';
    return readLine(text, this.#separator);
  }

  /** Adds a line to the open row. Answers the lines that have to be read again. */
  #continue(line: Line): Line[] {
    const [first] = this.#open as [Line];
    this.#open.push(line);
    this.#openBytes += line.raw?.length ?? Number.POSITIVE_INFINITY;
    if (this.#openBytes > LONGEST_LINE_BYTES || this.#open.length > MOST_LINES_OF_A_ROW) {
      this.broken = quoteNotClosed(first);
      return [];
    }
    if (!line.raw?.includes('"')) return [];
    const lines = this.#open;
    const text = textOf(joined(lines), first.line);
    const result = text === undefined ? INVALID_UTF8 : parseRow(text, this.#separator);
    if (result === 'open') return [];
    this.#open = [];
    if (Array.isArray(result)) {
      this.#give(lines, result);
      return [];
    }
    this.#give([first], result);
    return lines.slice(1);
  }

  #give(lines: Line[], result: string[] | Refusal): void {
    const { line } = lines[0] as Line;
    const { line: endLine, endByte, raw } = lines.at(-1) as Line;
    const place = { line, endLine, endByte, raw: lines.length === 1 ? raw : joined(lines) };
    this.#rows.push(Array.isArray(result) ? { ...place, cells: result } : { ...place, problem: result });
  }
}

function joined(lines: Line[]): Buffer {
  return Buffer.concat(lines.map(({ raw }) => raw ?? Buffer.alloc(0)));
}

/** Without a quote in it a row is nothing but its cells and the separators between them. */
function readLine(text: string, separator: string): string[] | Refusal | 'open' {
  return text.includes('"') ? parseRow(text, separator) : text.split(separator);
}

/** The cells of one whole line; none where its quotes are wrong. */
export function cellsOfLine(text: string, separator: string): string[] {
  const result = readLine(text, separator);
  return Array.isArray(result) ? result : [];
}

/** The cells of a text that is meant to be one row; `open` when a quote in it is not closed. */
function parseRow(text: string, separator: string): string[] | Refusal | 'open' {
  try {
    const rows = parse(text, {
      delimiter: separator,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
    });
    return rows.length === 1 ? (rows[0] as string[]) : INVALID_QUOTING;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'open' : INVALID_QUOTING;
  }
}

function quoteNotClosed({ line }: Line): FileBroken {
  return new FileBroken(
    'quote-not-closed',
    line,
    'a quote is opened on this line and never closed; nothing after it was read',
  );
}
