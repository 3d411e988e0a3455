import type { FileFormat } from '../../shared/records/record-file.ts';
import type { RecordPath } from './record-paths.ts';

/**
 * A part of a file that one thread reads: the lines that begin from byte `start` to before `end`. A CSV file
 * is read as a whole, since a line end may lie inside a quoted cell.
 */
export type Stretch = {
  /** Index of the file, and what it takes to read it. */
  file: number;
  path: string;
  format: FileFormat;
  start: number;
  end: number;
  /** Larger than any position in the files before: position = base + byte of a line, or line of a CSV row. */
  base: number;
};

export const STRETCH_BYTES = 8 << 20;

/** All files in stretches, in order. */
export function readPlan(files: readonly RecordPath[], stretchBytes: number = STRETCH_BYTES): Stretch[] {
  const plan: Stretch[] = [];
  let base = 0;
  for (const [file, { path, format, bytes }] of files.entries()) {
    const step = format === 'csv' ? Number.POSITIVE_INFINITY : stretchBytes;
    for (let start = 0; start < bytes || start === 0; start += step) {
      plan.push({ file, path, format, start, end: Math.min(start + step, bytes), base });
    }
    // One more than there are bytes: a CSV file of n bytes may have n + 1 lines.
    base += bytes + 2;
  }
  return plan;
}
