import { QUOTE } from './byte-classes.ts';

const NONE = -1;
const LONGEST_NAME = 64;
const SLOTS = 1024;

/**
 * Recognises the names of fields in bytes. Records of one source have their fields in one order, so that the
 * name that followed the last time is tried first; names are compared four bytes at a time.
 */
export class FieldNames {
  /** Length of each name with its quotes. */
  readonly #lengths: Int32Array;
  /** Four bytes of the names each, and where a name's first are; its last ones may overlap those before. */
  readonly #words: Int32Array;
  readonly #firstWord: Int32Array;
  readonly #byHash = new Int8Array(SLOTS).fill(NONE);
  readonly #follower: Int8Array;

  /**
   * @param names of two letters or more, fewer than 128
   * @throws RangeError when two names have one hash: another multiplier is then needed
   */
  constructor(names: readonly string[]) {
    const texts = names.map((name) => Buffer.from(`"${name}"`, 'latin1'));
    const words = texts.map((text) => wordPlaces(text.length).map((place) => text.readInt32LE(place)));
    this.#lengths = Int32Array.from(texts, (text) => text.length);
    this.#words = Int32Array.from(words.flat());
    this.#firstWord = Int32Array.from(words, (_, index) => words.slice(0, index).flat().length);
    this.#follower = new Int8Array(names.length + 1).fill(NONE);
    for (const [index, text] of texts.entries()) {
      const slot = slotOf(text, 0);
      if (this.#byHash[slot] !== NONE) throw new RangeError('two field names have one hash');
      this.#byHash[slot] = index;
    }
  }

  /** How many bytes a name takes with its quotes. */
  lengthOf(index: number): number {
    return this.#lengths[index]!;
  }

  /**
   * The index of the name that begins at `at` with its quote, or -1.
   *
   * @param view of the same bytes
   * @param before the index of the name before it in the same object, -1 for the first
   */
  find(bytes: Uint8Array, view: DataView, at: number, before: number): number {
    const usual = this.#follower[before + 1]!;
    if (usual !== NONE && this.#isAt(view, at, usual)) return usual;
    const slot = slotOf(bytes, at);
    const index = slot === NONE ? NONE : this.#byHash[slot]!;
    if (index === NONE || !this.#isAt(view, at, index)) return NONE;
    this.#follower[before + 1] = index;
    return index;
  }

  #isAt(view: DataView, at: number, index: number): boolean {
    const last = at + this.#lengths[index]! - 4;
    if (last + 4 > view.byteLength) return false;
    let word = this.#firstWord[index]!;
    for (let place = at; place < last; place += 4) {
      if (view.getInt32(place, true) !== this.#words[word]) return false;
      word += 1;
    }
    return view.getInt32(last, true) === this.#words[word];
  }
}

/** Where the fours of a text of this length begin; the last one ends where the text ends. */
function wordPlaces(length: number): number[] {
  const places: number[] = [];
  for (let place = 0; place < length - 4; place += 4) places.push(place);
  return [...places, length - 4];
}

function slotOf(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== QUOTE) return NONE;
  let hash = 0;
  let end = at + 1;
  while (bytes[end] !== QUOTE) {
    hash = (Math.imul(hash, 31) + bytes[end]!) | 0;
    end += 1;
    if (end - at > LONGEST_NAME) return NONE;
  }
  return (hash ^ (hash >>> 10)) & (SLOTS - 1);
}
