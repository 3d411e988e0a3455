import { HASH_START, hashEnd, hashStep } from './byte-classes.ts';

const FIRST_SLOTS = 256;

/** Texts of ASCII bytes, each made once: the same bytes give the same string. */
export class TextPool {
  readonly texts: string[] = [];
  readonly #bytes: Uint8Array[] = [];
  /** Index of a text plus one; 0 is free. */
  #slots = new Int32Array(FIRST_SLOTS);

  textOf(bytes: Uint8Array, start: number, length: number): string {
    return this.texts[this.indexOf(bytes, start, length)]!;
  }

  indexOf(bytes: Uint8Array, start: number, length: number): number {
    let hash = HASH_START;
    for (let at = start; at < start + length; at += 1) hash = hashStep(hash, bytes[at]!);
    const mask = this.#slots.length - 1;
    for (let slot = hashEnd(hash) & mask; ; slot = (slot + 1) & mask) {
      const index = this.#slots[slot]! - 1;
      if (index === -1) return this.#add(Uint8Array.from(bytes.subarray(start, start + length)), slot);
      if (isSame(this.#bytes[index]!, bytes, start, length)) return index;
    }
  }

  #add(text: Uint8Array, slot: number): number {
    const index = this.texts.push(String.fromCharCode(...text)) - 1;
    this.#bytes.push(text);
    this.#slots[slot] = index + 1;
    if (this.texts.length * 2 > this.#slots.length) this.#grow();
    return index;
  }

  #grow(): void {
    this.#slots = new Int32Array(2 * this.#slots.length);
    const mask = this.#slots.length - 1;
    for (const [index, text] of this.#bytes.entries()) {
      let slot = hashEnd(text.reduce(hashStep, HASH_START)) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = index + 1;
    }
  }
}

function isSame(text: Uint8Array, bytes: Uint8Array, start: number, length: number): boolean {
  if (text.length !== length) return false;
  for (let at = 0; at < length; at += 1) if (text[at] !== bytes[start + at]) return false;
  return true;
}
