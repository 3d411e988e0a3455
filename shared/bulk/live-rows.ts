import { RECORD_TYPES } from '../records/record.ts';
import { settleVersions } from '../records/settle-versions.ts';
import type { ConflictLog } from './conflict-log.ts';
import { groupedRows } from './grouped-rows.ts';
import { CONTENT, ROW, type RowMemory } from './packed-row.ts';
import { clientHash, clientText, idText, isSameRecord, recordHash } from './row-identity.ts';

export type LiveRows = {
  /** The versions in force, of facts of all types. */
  rows: Uint32Array;
  duplicates: number;
  /** Rows that an erasure took back. */
  erased: number;
};

type Erasures = { hashes: Set<number>; latest: Map<string, string> };

const ERASURE = RECORD_TYPES.indexOf('erasure');

/** Settles all versions of every record: records/settle-versions.ts over packed rows. */
export function liveRows(memory: RowMemory, all: Uint32Array, conflicts: ConflictLog): LiveRows {
  const erasures = erasuresAmong(memory, all);
  const { rows, starts } = groupedRows(all, {
    hashOf: (row) => recordHash(memory, row),
    isSame: (a, b) => isSameRecord(memory, a, b),
  });
  const live: LiveRows = {
    rows: new Uint32Array(starts.length - 1),
    duplicates: 0,
    erased: 0,
  };
  let count = 0;
  for (let group = 0; group < starts.length - 1; group += 1) {
    const start = starts[group]!;
    const first = rows[start]!;
    const isPlain = starts[group + 1]! - start === 1 && !erasures.hashes.has(clientHash(memory, first));
    if (isPlain && memory.bytes[first + ROW.isRemoval] === 0) live.rows[count++] = first;
    else if (!isPlain) {
      const settled = settleRows(memory, rows.subarray(start, starts[group + 1]), erasures, live, conflicts);
      if (settled !== undefined) live.rows[count++] = settled;
    }
  }
  return { ...live, rows: live.rows.subarray(0, count) };
}

/** The row in force among the versions of one record; counts what became of the others. */
function settleRows(
  memory: RowMemory,
  versions: Uint32Array,
  erasures: Erasures,
  counts: LiveRows,
  conflicts: ConflictLog,
): number | undefined {
  const first = versions[0]!;
  const isErasure = memory.bytes[first + ROW.type] === ERASURE;
  const erasedAt = isErasure ? undefined : erasures.latest.get(clientText(memory, first));
  const arrivals = Array.from(versions, (row) => ({
    position: positionOf(memory, row),
    recordedAt: recordedAtKey(memory, row),
    content: contentBytes(memory, row),
  }));
  const { outcomes, live } = settleVersions(
    arrivals,
    erasedAt === undefined ? undefined : { recordedAt: erasedAt },
  );
  const heldAt = new Map<string, number>();
  for (const [index, outcome] of outcomes.entries()) {
    const { recordedAt, content, position } = arrivals[index]!;
    if (outcome === 'duplicate') counts.duplicates += 1;
    else if (outcome === 'erased') counts.erased += 1;
    else if (outcome === 'accepted' && content !== null) heldAt.set(recordedAt, position);
  }
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome !== 'conflict') continue;
    const { recordedAt, position } = arrivals[index]!;
    conflicts.add(position, () => ({
      type: memory.bytes[first + ROW.type]!,
      id: idText(memory, first),
      position,
      heldPosition: heldAt.get(recordedAt)!,
    }));
  }
  return live === undefined ? undefined : versions[live];
}

function erasuresAmong(memory: RowMemory, all: Uint32Array): Erasures {
  const hashes = new Set<number>();
  const latest = new Map<string, string>();
  for (const row of all) {
    if (memory.bytes[row + ROW.type] !== ERASURE) continue;
    hashes.add(clientHash(memory, row));
    const client = clientText(memory, row);
    const key = recordedAtKey(memory, row);
    if (key > (latest.get(client) ?? '')) latest.set(client, key);
  }
  return { hashes, latest };
}

function positionOf({ f64 }: RowMemory, row: number): number {
  return f64[(row + ROW.position) >> 3]!;
}

/** Larger than any instant is before 1970, so that keys are of one length and sort as time. */
const EPOCH_SHIFT = 100_000_000_000;

/** A text that sorts as time; equal exactly when the instants are. */
function recordedAtKey({ f64, u32 }: RowMemory, row: number): string {
  const seconds = f64[(row + ROW.recordedAt) >> 3]! + EPOCH_SHIFT;
  const nanos = u32[(row + ROW.recordedAtNanos) >> 2]!;
  return `${String(seconds).padStart(12, '0')}.${String(nanos).padStart(9, '0')}`;
}

/** Equal exactly when the contents are; null for a removal. */
function contentBytes({ bytes, u32 }: RowMemory, row: number): string | null {
  if (bytes[row + ROW.isRemoval] === 1) return null;
  const end = row + u32[(row + ROW.bytes) >> 2]!;
  return Buffer.from(
    bytes.buffer,
    row + CONTENT.recordedAtOffset,
    end - row - CONTENT.recordedAtOffset,
  ).toString('latin1');
}
