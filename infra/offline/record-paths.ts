import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type FileFormat, formatOf } from '../../shared/records/record-file.ts';
import { AnalyseError } from './analyse-error.ts';

/** A file of records as it was named, and as it can be opened. */
export type RecordPath = { label: string; path: string; format: FileFormat; bytes: number };

/**
 * The files of the command line, in its order.
 *
 * @param folders where a relative path may begin, in this order
 * @throws AnalyseError for a file that is not there, cannot be read or has a name of no known format: what
 * was asked for would be incomplete without it
 */
export function recordPaths(labels: readonly string[], folders: readonly string[]): RecordPath[] {
  return labels.map((label) => {
    const path = folders.map((folder) => resolve(folder, label)).find((candidate) => existsSync(candidate));
    if (path === undefined) throw new AnalyseError(`${label}: no such file.`);
    const stats = statSync(path);
    if (!stats.isFile()) throw new AnalyseError(`${label} is not a file; name the files one by one.`);
    return { label, path, format: formatOfFile(label, path), bytes: stats.size };
  });
}

function formatOfFile(label: string, path: string): FileFormat {
  try {
    accessSync(path, constants.R_OK);
  } catch {
    throw new AnalyseError(`${label} cannot be read.`);
  }
  try {
    return formatOf(path);
  } catch {
    throw new AnalyseError(`${label}: expected a name that ends in .csv, .ndjson or .jsonl.`);
  }
}
