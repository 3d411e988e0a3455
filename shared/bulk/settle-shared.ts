import { RECORD_TYPES } from '../records/record.ts';
import type { RowTally } from '../records/row-account.ts';
import { RowSettler } from '../records/row-settler.ts';
import { type KeySet, recordKey } from './id-log.ts';
import { settleRow } from './live-rows.ts';
import { FLAG, ROW, RowMemory } from './packed-row.ts';
import type { Chunk } from './row-chunks.ts';
import { positionOf } from './row-content.ts';
import { clientHash, clientText } from './row-identity.ts';
import type { RowLogs } from './row-logs.ts';
import { type PlacedRow, tellSettled } from './settled-rows.ts';

const ERASURE = RECORD_TYPES.indexOf('erasure');

/**
 * Settles the records that rows of more than one client name: whose they are follows from the order in which they came,
 * so that rows of several partitions have to be seen together. Where one of the clients has an erasure, all of that
 * client's rows go with them. Afterwards these rows say that they are settled, but for the versions in force.
 *
 * @param partitions all rows; the memory of their chunks is written to
 * @param shared records of more than one client
 */
export function settleShared(
  partitions: readonly (readonly Chunk[])[],
  shared: KeySet,
  tally: RowTally,
  logs: RowLogs,
): void {
  if (shared.isEmpty) return;
  const rows = rowsTogether(partitions.flat(), shared);
  const settler = new RowSettler();
  for (const { memory, row } of rows) settleRow(settler, memory, row, clientText(memory, row));
  const live = new Set(tellSettled(rows, settler.settled(), tally, logs));
  for (const placed of rows)
    if (!live.has(placed)) placed.memory.bytes[placed.row + ROW.flags]! |= FLAG.settled;
}

/** In order of arrival. */
function rowsTogether(chunks: readonly Chunk[], shared: KeySet): PlacedRow[] {
  const erased = new Set<number>();
  const ofShared = new Set<number>();
  eachRow(chunks, (memory, row) => {
    if (memory.bytes[row + ROW.type] === ERASURE) erased.add(clientHash(memory, row));
    else if (isShared(memory, row, shared)) ofShared.add(clientHash(memory, row));
  });
  const wholly = ofShared.intersection(erased);
  const rows: PlacedRow[] = [];
  eachRow(chunks, (memory, row) => {
    if (isShared(memory, row, shared) || (wholly.size > 0 && wholly.has(clientHash(memory, row))))
      rows.push({ memory, row });
  });
  return rows.sort((a, b) => positionOf(a.memory, a.row) - positionOf(b.memory, b.row));
}

function isShared({ bytes, u32 }: RowMemory, row: number, shared: KeySet): boolean {
  return shared.has(recordKey(bytes[row + ROW.type]!, u32[(row + ROW.idHash) >> 2]!));
}

function eachRow(chunks: readonly Chunk[], take: (memory: RowMemory, row: number) => void): void {
  const memories = new Map<ArrayBufferLike, RowMemory>();
  for (const { buffer, start, used } of chunks) {
    const memory = memories.get(buffer) ?? new RowMemory(buffer);
    memories.set(buffer, memory);
    for (let row = start; row < start + used; row += memory.u32[(row + ROW.bytes) >> 2]!) take(memory, row);
  }
}
