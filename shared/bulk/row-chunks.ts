import { RowMemory } from './packed-row.ts';

/** Rows in `used` bytes of memory from `start` on. */
export type Chunk = { buffer: ArrayBufferLike; start: number; used: number };

const HASHES = 2 ** 32;

/** In which of so many partitions the rows of a client lie. */
export function partitionOf(clientHash: number, partitions: number): number {
  return Math.floor((clientHash / HASHES) * partitions);
}

const CHUNK_BYTES = 1 << 18;
/**
 * Memory is asked for in pieces so large that the C library takes each from the system and gives it back,
 * instead of keeping it among what was freed. Threads share it: nothing is copied from one to another.
 */
const SLAB_BYTES = 36 << 20;

/** Where the rows of many clients get their memory from, a chunk at a time. */
export class Slabs {
  #memory: RowMemory | undefined;
  #used = 0;

  /** A stretch of memory that nobody else has: from `start` to `end`. */
  next(bytes: number): { memory: RowMemory; start: number; end: number } {
    const length = Math.max(bytes, CHUNK_BYTES);
    if (this.#memory === undefined || this.#used + length > this.#memory.bytes.length) {
      this.#memory = new RowMemory(new SharedArrayBuffer(Math.max(SLAB_BYTES, length)));
      this.#used = 0;
    }
    const start = this.#used;
    this.#used += length;
    return { memory: this.#memory, start, end: this.#used };
  }

  /** Forgets its memory; what was given away stays where it is. */
  release(): void {
    this.#memory = undefined;
  }
}

/** Memory that grows a chunk at a time, so that nothing is copied while it grows. */
export class RowChunks {
  readonly #slabs: Slabs;
  #chunks: Chunk[] = [];
  #memory: RowMemory | undefined;
  #start = 0;
  #place = 0;
  #end = 0;

  constructor(slabs: Slabs) {
    this.#slabs = slabs;
  }

  /** Memory with room for a row, to be written from `place` on. */
  reserve(bytes: number): RowMemory {
    if (this.#memory === undefined || this.#place + bytes > this.#end) {
      this.#finish();
      const { memory, start, end } = this.#slabs.next(bytes);
      this.#memory = memory;
      this.#start = start;
      this.#place = start;
      this.#end = end;
    }
    return this.#memory!;
  }

  get place(): number {
    return this.#place;
  }

  /** The row at `place` is complete. */
  commit(bytes: number): void {
    this.#place += bytes;
  }

  /** Gives all rows away and begins anew. */
  take(): Chunk[] {
    this.#finish();
    const chunks = this.#chunks;
    this.#chunks = [];
    return chunks;
  }

  #finish(): void {
    if (this.#memory !== undefined && this.#place > this.#start) {
      this.#chunks.push({
        buffer: this.#memory.bytes.buffer,
        start: this.#start,
        used: this.#place - this.#start,
      });
    }
    this.#memory = undefined;
  }
}

/** Puts rows together in one stretch of memory, which is used again for the next ones. */
export class JoinedRows {
  #memory = new RowMemory(new ArrayBuffer(0));

  /** Valid until the next call. */
  join(chunks: readonly Chunk[]): { memory: RowMemory; used: number } {
    const used = chunks.reduce((sum, chunk) => sum + chunk.used, 0);
    if (this.#memory.bytes.length < used) {
      this.#memory = new RowMemory(new ArrayBuffer(roundedUp(used + (used >> 2))));
    }
    let place = 0;
    for (const { buffer, start, used: length } of chunks) {
      this.#memory.bytes.set(new Uint8Array(buffer, start, length), place);
      place += length;
    }
    return { memory: this.#memory, used };
  }
}

/** A multiple of eight. */
function roundedUp(bytes: number): number {
  return (bytes + 7) & ~7;
}
