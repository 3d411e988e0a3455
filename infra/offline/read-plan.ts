import type { Mapping } from '../../shared/mapping/mapping.ts';
import type { RecordPath } from './record-paths.ts';

/**
 * A part of a file that one thread reads: the lines that begin from byte `start` to before `end`. Only NDJSON has several: in
 * CSV a line end may lie inside a quoted cell, and what stands first in FHIR may refer to what stands last.
 */
export type Stretch = {
  /** Index of the file, and what it takes to read it. */
  file: number;
  path: string;
  format: RecordPath['format'];
  /** By which a file of another system is read. */
  mapping?: Mapping;
  start: number;
  end: number;
  /**
   * Larger than any position in the files before. Position = base + byte of a line, or line of a CSV row, or number of an
   * item where several may come of one line.
   */
  base: number;
};

/** More items than a file can have that is read as a whole. */
const MOST_ITEMS = 2 ** 32;

export const STRETCH_BYTES = 8 << 20;

/** All files in stretches, in order. */
export function readPlan(files: readonly RecordPath[], stretchBytes: number = STRETCH_BYTES): Stretch[] {
  const plan: Stretch[] = [];
  let base = 0;
  for (const [file, of] of files.entries()) {
    const { path, format, bytes } = of;
    const step = format === 'ndjson' ? stretchBytes : Number.POSITIVE_INFINITY;
    const mapping = 'mapping' in of && of.mapping ? { mapping: of.mapping } : {};
    for (let start = 0; start < bytes || start === 0; start += step) {
      plan.push({ file, path, format, ...mapping, start, end: Math.min(start + step, bytes), base });
    }
    // One more than there are bytes: a CSV file of n bytes may have n + 1 lines.
    base += format === 'items' ? MOST_ITEMS : bytes + 2;
  }
  return plan;
}
