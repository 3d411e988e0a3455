import type { RowTally } from '../records/files/row-account.ts';
import { RowSettler } from '../records/files/row-settler.ts';
import { isIdentified } from '../records/identified.ts';
import { RECORD_TYPES, type SentRecord } from '../records/record.ts';
import type { Refusal } from '../records/refusal.ts';
import { addShared, type IdChunks, KeySet, recordKey } from './id-log.ts';
import { settleRow } from './live-rows.ts';
import { hashOf } from './pack-record.ts';
import type { PlacedRow } from './packed-row.ts';
import { FLAG, ROW, RowMemory } from './packed-row.ts';
import { appendMoved } from './repack-row.ts';
import type { Chunk } from './row-chunks.ts';
import { positionOf } from './row-content.ts';
import { clientHash, clientText } from './row-identity.ts';
import type { RowLogs } from './row-logs.ts';
import { tellSettled } from './settled-rows.ts';

/** A move or a merge with its place among the rows. */
export type PlacedReassignment = {
  position: number;
  record: Extract<SentRecord, { type: 'move' | 'merge' }>;
};
export type RefusedReassignment = PlacedReassignment & { refusal: Refusal };

const ERASURE = RECORD_TYPES.indexOf('erasure');

/**
 * Settles what concerns more than one client: records that rows of several clients name, moves and merges. Whose a
 * record is follows from the order in which rows came, so that those of several partitions have to be seen together.
 * Where one of the clients has an erasure, all of that client's rows go with them.
 *
 * @param partitions all rows by client; afterwards the rows among them that are not in force say that they are settled,
 * and those that are another client's now lie in that client's partition
 * @param ids of all records
 * @returns the moves and merges that were refused
 */
export function settleShared(
  partitions: Chunk[][],
  ids: readonly IdChunks[],
  reassignments: readonly PlacedReassignment[],
  tally: RowTally,
  logs: RowLogs,
): RefusedReassignment[] {
  const shared = new KeySet();
  addShared(ids, shared);
  const reassigned = noteReassigned(reassignments, shared);
  if (shared.isEmpty && reassigned.merged.size === 0) return [];
  const rows = rowsTogether(partitions.flat(), shared, reassigned);
  const settler = new RowSettler();
  let next = 0;
  const inOrder = reassignments.toSorted((a, b) => a.position - b.position);
  const reassignBefore = (position: number) => {
    for (; next < inOrder.length && inOrder[next]!.position < position; next += 1) {
      reassign(settler, inOrder[next]!);
    }
  };
  for (const { memory, row } of rows) {
    reassignBefore(positionOf(memory, row));
    settleRow(settler, memory, row, clientText(memory, row));
  }
  reassignBefore(Number.POSITIVE_INFINITY);
  const fates = settler.settled();
  const live = tellSettled(rows, fates, tally, logs);
  markSettled(rows, live);
  const moved = live.flatMap(({ memory, row }) => {
    const settled = fates.get(positionOf(memory, row))!;
    const client = settled.fate === 'live' ? settled.client : '';
    return client === clientText(memory, row) ? [] : [{ memory, row, client }];
  });
  appendMoved(moved, partitions);
  markSettled(moved, []);
  return inOrder.flatMap((reassignment) => {
    const settled = fates.get(reassignment.position)!;
    if (settled.fate !== 'refused') {
      tally.add({ fate: settled.fate === 'known' ? 'duplicate' : 'used' });
      return [];
    }
    tally.add({ fate: 'refused', code: settled.refusal.code });
    return [{ ...reassignment, refusal: settled.refusal }];
  });
}

function reassign(settler: RowSettler, { record, position }: PlacedReassignment): void {
  if (record.type === 'move') settler.move(record, position);
  else settler.merge(record, position);
}

function markSettled(rows: readonly PlacedRow[], but: readonly PlacedRow[]): void {
  const spared = new Set(but);
  for (const placed of rows) {
    if (!spared.has(placed)) placed.memory.bytes[placed.row + ROW.flags]! |= FLAG.settled;
  }
}

/** By hashes: clients of merges, of whom all rows are asked for, and those between whom records are moved. */
type Reassigned = { merged: Set<number>; moved: Set<number> };

/** Adds the records that are moved to those that have to be seen together. */
function noteReassigned(reassignments: readonly PlacedReassignment[], shared: KeySet): Reassigned {
  const merged = new Set<number>();
  const moved = new Set<number>();
  for (const { record } of reassignments) {
    if (record.type === 'merge') {
      for (const client of [record.clientId, record.into]) merged.add(hashOf(client));
      continue;
    }
    shared.add(recordKey(RECORD_TYPES.indexOf(record.of), hashOf(record.id)));
    for (const client of [record.fromClientId, record.toClientId]) moved.add(hashOf(client));
  }
  return { merged, moved };
}

/** In order of arrival. */
function rowsTogether(chunks: readonly Chunk[], shared: KeySet, { merged, moved }: Reassigned): PlacedRow[] {
  const rows: PlacedRow[] = [];
  const erased = new Set<number>();
  const concerned = new Set(moved);
  eachRow(chunks, (memory, row) => {
    if (memory.bytes[row + ROW.type] === ERASURE) erased.add(clientHash(memory, row));
    else if (isShared(memory, row, shared)) {
      concerned.add(clientHash(memory, row));
      rows.push({ memory, row });
    }
  });
  const wholly = concerned.intersection(erased).union(merged);
  if (wholly.size > 0) {
    eachRow(chunks, (memory, row) => {
      if (wholly.has(clientHash(memory, row)) && !isShared(memory, row, shared)) rows.push({ memory, row });
    });
  }
  return rows.sort((a, b) => positionOf(a.memory, a.row) - positionOf(b.memory, b.row));
}

function isShared({ bytes, u32 }: RowMemory, row: number, shared: KeySet): boolean {
  const type = bytes[row + ROW.type]!;
  return IDENTIFIED[type]! && shared.has(recordKey(type, u32[(row + ROW.idHash) >> 2]!));
}

const IDENTIFIED: readonly boolean[] = RECORD_TYPES.map(isIdentified);

function eachRow(chunks: readonly Chunk[], take: (memory: RowMemory, row: number) => void): void {
  const memories = new Map<ArrayBufferLike, RowMemory>();
  for (const { buffer, start, used } of chunks) {
    const memory = memories.get(buffer) ?? new RowMemory(buffer);
    memories.set(buffer, memory);
    for (let row = start; row < start + used; row += memory.u32[(row + ROW.bytes) >> 2]!) take(memory, row);
  }
}
