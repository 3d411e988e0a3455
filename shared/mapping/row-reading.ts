import type { Refusal } from '../records/refusal.ts';
import type { Mapping } from './mapping.ts';
import { Vocabulary } from './vocabulary.ts';

/** What does not change from row to row: how the mapping means its columns, found once. */
export class MappedColumns {
  readonly mapping: Mapping;
  readonly #missing: ReadonlySet<string>;
  readonly #vocabularies = new Map<string, Vocabulary>();
  readonly #keys = new Map<string, string>();

  constructor(mapping: Mapping) {
    this.mapping = mapping;
    this.#missing = new Set((mapping.missing ?? []).map((text) => text.toLowerCase()));
  }

  vocabulary(name: string): Vocabulary {
    const known = this.#vocabularies.get(name) ?? new Vocabulary(name, this.mapping.vocabularies?.[name]);
    this.#vocabularies.set(name, known);
    return known;
  }

  isMissing(text: string, here: readonly string[] = []): boolean {
    return this.#missing.has(text.toLowerCase()) || here.some((code) => sameCode(code, text));
  }

  /** By what a column is found, whoever has saved it: capitals and blanks differ from export to export. */
  keyOf(column: string): string {
    let key = this.#keys.get(column);
    if (key === undefined) {
      key = columnKey(column);
      this.#keys.set(column, key);
    }
    return key;
  }
}

export function columnKey(column: string): string {
  return column.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

/** A code for "no answer" that a spreadsheet has saved as a number: 99 is 99.0. */
function sameCode(code: string, text: string): boolean {
  return code.toLowerCase() === text.toLowerCase() || `${code}.0` === text;
}

/** One row while records are made of it. */
export class RowReading {
  readonly columns: MappedColumns;
  readonly #cells: ReadonlyMap<string, string>;

  constructor(columns: MappedColumns, cells: ReadonlyMap<string, string>) {
    this.columns = columns;
    this.#cells = new Map([...cells].map(([column, text]) => [columns.keyOf(column), text]));
  }

  /** The text of a cell; undefined where it is empty or says that there is no answer. */
  text(column: string, missing?: readonly string[]): string | undefined {
    const text = this.#cells.get(this.columns.keyOf(column));
    return text === undefined || this.columns.isMissing(text, missing) ? undefined : text;
  }

  /** All texts of the row, of columns that are never read too: for what a row is, not for what it says. */
  texts(): string[] {
    return [...this.#cells.values()].filter((text) => !this.columns.isMissing(text));
  }
}

/** Field by field, what a row says: the record as far as it could be read, and what could not. */
export type Draft = {
  input: Record<string, unknown>;
  problems: Refusal[];
  /** The texts from which nothing could be made, by field. */
  unread: Record<string, string>;
};
