import { hashOf } from './pack-record.ts';
import { rowLength } from './pack-row.ts';
import type { PlacedRow } from './packed-row.ts';
import { ROW } from './packed-row.ts';
import { type Chunk, partitionOf, RowChunks, Slabs } from './row-chunks.ts';
import { clientPlace, idPlace } from './row-identity.ts';

/** A row that is another client's than it says. */
export type MovedRow = PlacedRow & { client: string };

/** Writes rows anew as their clients', into the partitions of these. */
export function appendMoved(moved: readonly MovedRow[], partitions: Chunk[][]): void {
  const slabs = new Slabs();
  const byPartition = Map.groupBy(moved, ({ client }) => partitionOf(hashOf(client), partitions.length));
  for (const [partition, rows] of byPartition) {
    const into = new RowChunks(slabs);
    for (const row of rows) repackRow(row, into);
    partitions[partition]!.push(...into.take());
  }
}

function repackRow({ memory, row, client }: MovedRow, into: RowChunks): void {
  const { bytes, u32 } = memory;
  const texts = clientPlace(memory, row) - row;
  const rest = bytes.subarray(idPlace(memory, row), row + u32[(row + ROW.bytes) >> 2]!);
  const length = rowLength(texts + client.length + rest.length);
  const target = into.reserve(length);
  const { place } = into;
  target.bytes.fill(0, place, place + length);
  target.bytes.set(bytes.subarray(row, row + texts), place);
  target.bytes.set(Buffer.from(client, 'latin1'), place + texts);
  target.bytes.set(rest, place + texts + client.length);
  target.u32[(place + ROW.bytes) >> 2] = length;
  target.u32[(place + ROW.clientHash) >> 2] = hashOf(client);
  target.bytes[place + ROW.clientLength] = client.length;
  into.commit(length);
}
