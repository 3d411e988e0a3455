import { accessSync, closeSync, constants, existsSync, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fhirFormOf } from '../../shared/fhir/file-form.ts';
import type { Mapping } from '../../shared/mapping/mapping.ts';
import { FileBroken } from '../../shared/records/files/file-item.ts';
import { LONGEST_LINE_BYTES } from '../../shared/records/files/file-lines.ts';
import { type FileFormat, formatOf, isJsonDocument } from '../../shared/records/files/record-file.ts';
import { refuseOtherThanText } from '../../shared/tables/unreadable-start.ts';
import { AnalyseError } from './analyse-error.ts';

/** A file of records as it was named, and as it can be opened. */
export type RecordPath = { label: string; path: string; bytes: number } & (
  | { format: FileFormat }
  /** Read as an import reads it: FHIR, or another system's file by a mapping. */
  | { format: 'items'; mapping?: Mapping }
);

/** Where a file of the command line lies: in the first of the folders that has it, undefined when none does. */
export function pathIn(folders: readonly string[], label: string): string | undefined {
  return folders.map((folder) => resolve(folder, label)).find((candidate) => existsSync(candidate));
}

/**
 * The files of the command line, in its order. Those that are FHIR say so by what is in them.
 *
 * @param folders where a relative path may begin, in this order
 * @param mappings by which files are read that are another system's, by their label
 * @throws AnalyseError for a file that is not there, cannot be read or has a name of no known format: what
 * was asked for would be incomplete without it
 */
export function recordPaths(
  labels: readonly string[],
  folders: readonly string[],
  mappings: ReadonlyMap<string, Mapping> = new Map(),
): RecordPath[] {
  return labels.map((label) => {
    const path = pathIn(folders, label);
    if (path === undefined) throw new AnalyseError(`${label}: no such file.`);
    const stats = statSync(path);
    if (!stats.isFile()) throw new AnalyseError(`${label} is not a file; name the files one by one.`);
    assertReadable(label, path);
    const file = { label, path, bytes: stats.size };
    const mapping = mappings.get(label);
    if (mapping) return { ...file, format: 'items', mapping };
    return { ...file, format: isJsonDocument(path) ? 'items' : formatOfFile(label, path) };
  });
}

function assertReadable(label: string, path: string): void {
  try {
    accessSync(path, constants.R_OK);
  } catch {
    throw new AnalyseError(`${label} cannot be read.`);
  }
}

function formatOfFile(label: string, path: string): RecordPath['format'] {
  let format: FileFormat;
  try {
    format = formatOf(path);
  } catch {
    throw new AnalyseError(
      `${label}: expected a name that ends in .csv, .ndjson, .jsonl or .json. A file of another system is read by --mapping M.json; npm run doctor -- ${label} proposes one.`,
    );
  }
  const head = headOf(path);
  try {
    refuseOtherThanText(head, head.length < LONGEST_LINE_BYTES);
  } catch (error) {
    throw error instanceof FileBroken ? new AnalyseError(`${label}: ${error.reason}.`) : error;
  }
  return format === 'ndjson' && fhirFormOf(head.toString('utf8')) !== undefined ? 'items' : format;
}

/** As much of a file as of any line is read. */
function headOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(LONGEST_LINE_BYTES);
    return head.subarray(0, readSync(file, head, 0, head.length, 0));
  } finally {
    closeSync(file);
  }
}
