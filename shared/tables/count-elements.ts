import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { packedBytes, type ZipEntry } from './zip-directory.ts';

/** Elements of an XML part, and of them the most from one `row` to the next. */
export type ElementCount = { all: number; inRow: number };

const [LESS, COLON, NAME_END] = [0x3c, 0x3a, new Set([0x20, 0x09, 0x0a, 0x0d, 0x2f, 0x3e])];
const NO_ELEMENT = new Set([0x2f, 0x3f, 0x21]);
const ROW = [...Buffer.from('row')];

/**
 * Counts the elements of an entry of an archive without keeping any: a reader that makes objects of them needs memory for
 * each, and forty thousand times the entry's packed bytes may be the shortest of them.
 *
 * @returns undefined where the entry cannot be unpacked, or is longer than the directory says
 */
export async function countElements(bytes: Uint8Array, entry: ZipEntry): Promise<ElementCount | undefined> {
  const packed = packedBytes(bytes, entry);
  if (!packed || (entry.method !== 0 && entry.method !== 8)) return undefined;
  const counter = new ElementCounter();
  const source = Readable.from([packed]);
  let length = 0;
  try {
    const pieces: AsyncIterable<Uint8Array> = entry.method === 0 ? source : source.pipe(createInflateRaw());
    for await (const piece of pieces) {
      length += piece.length;
      if (length > entry.unpacked) return undefined;
      counter.add(piece);
    }
  } catch {
    return undefined; // damaged: what it holds cannot be told
  }
  return counter.counted();
}

class ElementCounter {
  #all = 0;
  #inRow = 0;
  #mostInRow = 0;
  /** How many bytes of a name have been seen since its prefix; -1 outside of names. */
  #seen = -1;
  #isRow = false;

  add(piece: Uint8Array): void {
    let at = this.#seen === -1 ? piece.indexOf(LESS) + 1 : 0;
    if (at === 0 && this.#seen === -1) return;
    if (this.#seen === -1) this.#begin();
    while (at < piece.length) {
      const byte = piece[at]!;
      if (this.#seen === 0 && NO_ELEMENT.has(byte)) this.#seen = -1;
      else if (NAME_END.has(byte)) this.#end();
      else if (byte === COLON) this.#begin();
      else {
        this.#isRow &&= byte === ROW[this.#seen];
        this.#seen += 1;
      }
      at += 1;
      if (this.#seen !== -1) continue;
      const next = piece.indexOf(LESS, at);
      if (next === -1) return;
      this.#begin();
      at = next + 1;
    }
  }

  counted(): ElementCount {
    return { all: this.#all, inRow: Math.max(this.#mostInRow, this.#inRow) };
  }

  #begin(): void {
    this.#seen = 0;
    this.#isRow = true;
  }

  #end(): void {
    this.#all += 1;
    this.#inRow += 1;
    if (this.#isRow && this.#seen === ROW.length) {
      this.#mostInRow = Math.max(this.#mostInRow, this.#inRow);
      this.#inRow = 0;
    }
    this.#seen = -1;
  }
}
