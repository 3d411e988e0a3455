import type { RecordType } from '../records/record.ts';

/**
 * What is kept of a row once its file is gone, so that its import can be undone: which record it brought, its clients by
 * pseudonym, and no more of what it said. A row that brought none is kept by its line alone.
 */
export type BroughtRow =
  | { line: number }
  /** A fact, by its key in its client's partition and its own instant. */
  | { line: number; type: RecordType; id: string; clients: string[]; sk: string; recordedAt: string }
  /** A row that is no fact but deletes, moves, merges or erases. */
  | { line: number; type: RecordType; id: string; clients: string[] }
  /** Of a client who was erased: nothing is known of it any more. */
  | { line: number; type: RecordType; erased: true };

/** The rows of a part, as it is kept: one a line, as JSON. */
export function broughtRowsIn(part: string): BroughtRow[] {
  return part
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as BroughtRow);
}
