import type { RecordType } from '../record.ts';
import { csvRecords } from './csv-records.ts';
import { type Checkpoint, FileBroken, type FileItem } from './file-item.ts';
import { ndjsonRecords } from './ndjson-records.ts';

export type RecordFileOptions = {
  /** The clinic that the file belongs to: filled in where a record has none, demanded where it has one. */
  clinicId?: string;
  /** The type of every row of a CSV file: filled in where a row has none, demanded where it has one. */
  type?: RecordType;
  /** Where an earlier reading stopped. The bytes are then those from `resumeAt.byte` on. */
  resumeAt?: Checkpoint;
  /** Whether items also tell how their rows were typed: for whoever shows or keeps them. */
  withTyped?: boolean;
};

export type FileFormat = 'csv' | 'ndjson';

/** The file names that say what a CSV file holds. Removals are never told by a name alone. */
const TYPE_BY_NAME: Readonly<Record<string, RecordType>> = {
  'sessions.csv': 'session',
  'pain-scores.csv': 'pain-score',
  'goals.csv': 'goal',
  'measurements.csv': 'measurement',
  'consents.csv': 'consent',
  'care.csv': 'care',
};

/**
 * Reads the records of a file, one item for every row that is not blank, in order and in bounded memory.
 * An importer may stop after any item and go on later from checkpointAfter(item).
 *
 * @param name the file's name, with or without folders; its ending says the format
 * @throws FileBroken at once when the name does not tell how to read the file, and while
 * reading where the file cannot be read any further; the items before that have been given
 */
export function readRecordFile(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  options: RecordFileOptions = {},
): AsyncIterable<FileItem> {
  if (formatOf(name) === 'ndjson') return ndjsonRecords(bytes, options);
  const { clinicId, type, resumeAt, withTyped } = options;
  const fileType = type ?? typeByName(name);
  return csvRecords(bytes, { clinicId, fileType, requiredType: type, resumeAt, withTyped });
}

/** What the rows of a CSV file are that have no `type` column, as its name says it. */
export function typeByName(name: string): RecordType | undefined {
  return TYPE_BY_NAME[baseName(name).toLowerCase()];
}

/** Whether a file is one JSON document by its name: no records of ours are, but FHIR may be. */
export function isJsonDocument(name: string): boolean {
  return /\.json$/i.test(baseName(name));
}

/** @throws FileBroken when the name ends neither in `.csv` nor in `.ndjson` or `.jsonl` */
export function formatOf(name: string): FileFormat {
  const ending = /\.([a-z]+)$/i.exec(baseName(name))?.[1]?.toLowerCase();
  if (ending === 'csv') return 'csv';
  if (ending === 'ndjson' || ending === 'jsonl') return 'ndjson';
  throw new FileBroken('unknown-format', 1, 'expected a file whose name ends in .csv, .ndjson or .jsonl');
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
