import { hashEnd } from './byte-classes.ts';

const BUCKETS = 64;
const BUCKET_SHIFT = 26;
/** Two numbers an entry. */
const CHUNK_ENTRIES = 4096;
const BITS = 24;

/** The ids of records that one thread has read, with their clients: numbers, in buckets by their hash. */
export type IdChunks = Uint32Array[][];

/** What stands for a record's type and id, whatever client it is of: equal records have equal keys. */
export function recordKey(type: number, idHash: number): number {
  return hashEnd(idHash + Math.imul(type + 1, 0x9e3779b1));
}

/** Notes every id with its client, so that one under two clients can be found without looking at rows again. */
export class IdLog {
  readonly #buckets: IdChunks = Array.from({ length: BUCKETS }, () => []);
  readonly #used = new Uint32Array(BUCKETS);

  add(key: number, clientHash: number): void {
    const bucket = key >>> BUCKET_SHIFT;
    const used = this.#used[bucket]!;
    const chunks = this.#buckets[bucket]!;
    const place = (used % CHUNK_ENTRIES) * 2;
    // Shared, so that nothing is copied on its way to another thread.
    if (place === 0) chunks.push(new Uint32Array(new SharedArrayBuffer(CHUNK_ENTRIES * 8)));
    const chunk = chunks.at(-1)!;
    chunk[place] = key;
    chunk[place + 1] = clientHash;
    this.#used[bucket] = used + 1;
  }

  /** Gives everything away. */
  take(): IdChunks {
    return this.#buckets.map((chunks, bucket) =>
      chunks.map((chunk, index) => chunk.subarray(0, 2 * (this.#used[bucket]! - index * CHUNK_ENTRIES))),
    );
  }
}

/** Keys of records, perhaps with some more: whoever asks looks closely at what is in it. */
export class KeySet {
  readonly #bits = new Uint8Array(1 << (BITS - 3));
  isEmpty = true;

  add(key: number): void {
    const bit = key >>> (32 - BITS);
    this.#bits[bit >> 3]! |= 1 << (bit & 7);
    this.isEmpty = false;
  }

  has(key: number): boolean {
    const bit = key >>> (32 - BITS);
    return (this.#bits[bit >> 3]! & (1 << (bit & 7))) !== 0;
  }
}

/** The records that are noted under more than one client, into a set. Keys and clients are compared by their hashes. */
export function addShared(logs: readonly IdChunks[], into: KeySet): void {
  let keys = new Uint32Array(0);
  let clients = new Uint32Array(0);
  let isTaken = new Uint8Array(0);
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    const chunks = logs.flatMap((log) => log[bucket]!);
    const entries = chunks.reduce((sum, chunk) => sum + chunk.length / 2, 0);
    if (keys.length < entries * 2) {
      const slots = 2 ** Math.ceil(Math.log2(entries * 2));
      [keys, clients, isTaken] = [new Uint32Array(slots), new Uint32Array(slots), new Uint8Array(slots)];
    } else isTaken.fill(0);
    const mask = keys.length - 1;
    for (const chunk of chunks) {
      for (let at = 0; at < chunk.length; at += 2) {
        const key = chunk[at]!;
        let slot = key & mask;
        while (isTaken[slot] === 1 && keys[slot] !== key) slot = (slot + 1) & mask;
        if (isTaken[slot] === 0) {
          isTaken[slot] = 1;
          keys[slot] = key;
          clients[slot] = chunk[at + 1]!;
        } else if (clients[slot] !== chunk[at + 1]) into.add(key);
      }
    }
  }
}
