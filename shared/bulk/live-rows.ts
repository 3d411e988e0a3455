import type { RowTally } from '../records/files/row-account.ts';
import { RowSettler } from '../records/files/row-settler.ts';
import { RECORD_TYPES } from '../records/record.ts';
import { groupedRows } from './grouped-rows.ts';
import { FLAG, ROW, type RowMemory } from './packed-row.ts';
import { positionOf, recordedAtKey, versionOfRow } from './row-content.ts';
import { clientHash, clientText, idText, isSameClient, isSameRecord, recordHash } from './row-identity.ts';
import type { RowLogs } from './row-logs.ts';
import { tellSettled } from './settled-rows.ts';

const ERASURE = RECORD_TYPES.indexOf('erasure');

/**
 * The versions in force among rows, of facts of all types: what records/files/row-settler.ts makes of them in the order of
 * their positions. Most records have one version and most clients no erasure; only the others are looked at closely.
 *
 * @param tally gets what became of all other rows, and so do the logs of those that are told one by one
 */
export function liveRows(memory: RowMemory, all: Uint32Array, tally: RowTally, logs: RowLogs): Uint32Array {
  const erased = clientsErased(memory, all);
  const { rows, starts } = groupedRows(all, {
    hashOf: (row) => recordHash(memory, row),
    isSame: (a, b) => isSameRecord(memory, a, b),
  });
  const live = new Uint32Array(all.length);
  let count = 0;
  const settle = (together: readonly number[]) => {
    for (const row of settledRows(memory, together, tally, logs)) live[count++] = row;
  };
  const ofErased: number[] = [];
  for (let group = 0; group < starts.length - 1; group += 1) {
    const start = starts[group]!;
    const end = starts[group + 1]!;
    const first = rows[start]!;
    if (erased.size > 0 && erased.has(clientHash(memory, first))) {
      for (let index = start; index < end; index += 1) ofErased.push(rows[index]!);
    } else if (end - start === 1 && (memory.bytes[first + ROW.flags]! & FLAG.removal) === 0) {
      live[count++] = first;
    } else settle([...rows.subarray(start, end)]);
  }
  const clients = groupedRows(Uint32Array.from(ofErased), {
    hashOf: (row) => clientHash(memory, row),
    isSame: (a, b) => isSameClient(memory, a, b),
  });
  for (let group = 0; group < clients.starts.length - 1; group += 1) {
    settle([...clients.rows.subarray(clients.starts[group], clients.starts[group + 1])]);
  }
  return live.subarray(0, count);
}

/** Hashes of the clients with an erasure. */
function clientsErased(memory: RowMemory, all: Uint32Array): ReadonlySet<number> {
  const hashes = new Set<number>();
  for (let index = 0; index < all.length; index += 1) {
    if (memory.bytes[all[index]! + ROW.type] === ERASURE) hashes.add(clientHash(memory, all[index]!));
  }
  return hashes;
}

/** The rows in force among those that have to do with one another. */
function settledRows(
  memory: RowMemory,
  together: readonly number[],
  tally: RowTally,
  logs: RowLogs,
): number[] {
  const settler = new RowSettler();
  const inOrder = together.toSorted((a, b) => positionOf(memory, a) - positionOf(memory, b));
  for (const row of inOrder) settleRow(settler, memory, row, clientText(memory, row));
  return tellSettled(
    inOrder.map((row) => ({ memory, row })),
    settler.settled(),
    tally,
    logs,
  ).map(({ row }) => row);
}

/** Gives a row to a settler, as a row of this client's. */
export function settleRow(settler: RowSettler, memory: RowMemory, row: number, client: string): void {
  const type = memory.bytes[row + ROW.type]!;
  if (type === ERASURE) settler.erasure(client, recordedAtKey(memory, row), positionOf(memory, row));
  else {
    const name = { client, type: RECORD_TYPES[type]!, id: idText(memory, row) };
    settler.version(name, versionOfRow(memory, row));
  }
}
