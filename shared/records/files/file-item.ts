import type { RecordType, SentRecord } from '../record.ts';
import type { Refusal } from '../refusal.ts';
import type { RefusedSession } from './refused-session.ts';

/** How a CSV file was saved: what stands between its cells, and what ends its lines. */
export type CsvForm = { separator: string; lineEnds: 'lf' | 'cr' };

/** Where a row stands in its file, and all that is needed to go on reading after it. */
export type FilePlace = {
  /** The line on which the row starts; the first line of the file is 1. */
  line: number;
  /** The line on which it ends: further down only for a CSV row with line ends inside quotes. */
  endLine: number;
  /** Bytes from the start of the file to the end of the row, its line end included. */
  endByte: number;
  /** The columns of a CSV file; the same array for each of its rows. */
  columns?: readonly string[];
  /** How a CSV file was saved. */
  form?: CsvForm;
  /** The item's number among all of the file, from 1, where several may come of one line. */
  ordinal?: number;
};

/** Why a row was refused, for the quarantine file. */
export type FileRefusal = Refusal & {
  line: number;
  /** The record's own id and type, if they can be read. */
  id?: string;
  type?: RecordType;
  /** What else was wrong with the same row. */
  also?: Refusal[];
};

/** A row as its sender typed it: its cells by column, those that are not empty; of any other row its text. */
export type TypedRow =
  | { cells: Readonly<Record<string, string>> }
  /** `at`: the field that a refusal is about whose path leads into a resource, not into the record. */
  | { text: string; at?: string };

/** A refused row with what was typed, so that it can be mended. */
export type RefusedRow = FileRefusal & { typed?: TypedRow };

/** A refused row as it is kept beside its file: what was typed is sealed, and whose it is stands there by pseudonym. */
export type KeptRow = FileRefusal & { sealedRow?: string; clients?: string[] };

export type FileItem = FilePlace & {
  /** The row as it was typed, where the reader was asked for it; undefined for one that is no text or too long. */
  typed?: () => TypedRow | undefined;
} & ({ record: SentRecord } | { refusal: FileRefusal; session?: RefusedSession });

/** Why a row is no record although nothing is wrong with it. */
export type SkippedRow = Refusal & { line: number };

/** What an importer gets of a row: also that it is passed over. */
export type ImportItem = FileItem | (FilePlace & { skipped: SkippedRow });

/** Where to go on: the bytes from `byte` on follow line `line`; a CSV file needs its columns and its form again. */
export type Checkpoint = { byte: number; line: number; columns?: readonly string[]; form?: CsvForm };

/** The checkpoint after a row: everything up to and including it has been read. */
export function checkpointAfter(place: FilePlace): Checkpoint {
  const { endByte, endLine, columns, form } = place;
  return { byte: endByte, line: endLine, ...(columns && { columns }), ...(form && { form }) };
}

/** The place of an item among all of its file: those that follow have greater ones. */
export const placeOf = ({ ordinal, line }: FilePlace): number => ordinal ?? line;

export type FileBrokenCode =
  | 'unknown-format'
  | 'unknown-type'
  | 'invalid-header'
  | 'unknown-column'
  | 'missing-column'
  | 'doubled-column'
  | 'quote-not-closed'
  | 'invalid-json'
  | 'invalid-utf8'
  | 'file-too-large'
  | 'file-gone'
  | 'invalid-mapping';

/**
 * The file cannot be read from this line on. Every row before it has been given; none after it will be.
 * Reading it again cannot help, so it is not an error of the reader's surroundings.
 */
export class FileBroken extends Error {
  override readonly name = 'FileBroken';
  readonly code: FileBrokenCode;
  readonly line: number;
  /** One sentence for people: what was expected. */
  readonly reason: string;

  constructor(code: FileBrokenCode, line: number, reason: string) {
    super(`line ${line}: ${reason}`);
    this.code = code;
    this.line = line;
    this.reason = reason;
  }
}
