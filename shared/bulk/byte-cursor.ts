import { isExact } from '../records/values/exact-number.ts';
import {
  CLASSES,
  CODE_PART,
  HASH_START,
  hashEnd,
  hashStep,
  ID_START,
  LINE_FEED,
  MINUS,
  QUOTE,
  SPACE,
} from './byte-classes.ts';
import type { ClosedList } from './closed-list.ts';
import { readInstantBytes } from './instant-bytes.ts';

const LONGEST_CODE = 64;
const DOT = 46;
/** So many digits make a whole number that a double holds, and a quotient of two that is rounded once. */
const PLAIN_DIGITS = 14;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const POWERS_OF_TEN = Array.from({ length: PLAIN_DIGITS + 1 }, (_, power) => 10 ** power);

/**
 * Reads JSON values from bytes, one after the other, without making texts or objects of them. Every method
 * answers false for anything but the plainest spelling of a value that the record contract accepts, and then
 * leaves it to others to say whether it is wrong. The bytes must hold a line feed somewhere after `at`:
 * nothing is read beyond it.
 */
export class ByteCursor {
  bytes: Uint8Array = new Uint8Array(0);
  /** Of the same bytes. */
  view: DataView = new DataView(new ArrayBuffer(0));
  at = 0;

  /** The last text that was read: where it stands, without its quotes, and its hash. */
  start = 0;
  length = 0;
  hash = 0;
  /** The last instant: whole seconds since 1970 UTC, nanoseconds, offset as in instant-bytes.ts. */
  seconds = 0;
  nanos = 0;
  offset = 0;
  /** The last number, or the index of the last code from a closed list. */
  number = 0;

  /** Begins with other bytes, or goes to another place in them. */
  moveTo(bytes: Uint8Array, at: number): void {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    this.at = at;
  }

  skipSpaces(): void {
    while (this.bytes[this.at] === SPACE) this.at += 1;
  }

  /** Takes the byte, with spaces around it; false and nothing taken but spaces when there is another. */
  take(byte: number): boolean {
    this.skipSpaces();
    if (this.bytes[this.at] !== byte) return false;
    this.at += 1;
    this.skipSpaces();
    return true;
  }

  /** An id: letters and digits first, then bytes of the class. */
  readId(part: number, longest: number): boolean {
    const { bytes } = this;
    const start = this.at + 1;
    if (bytes[this.at] !== QUOTE || (CLASSES[bytes[start]!]! & ID_START) === 0) return false;
    let at = start;
    let hash = HASH_START;
    let byte = bytes[at]!;
    while ((CLASSES[byte]! & part) !== 0) {
      hash = hashStep(hash, byte);
      at += 1;
      byte = bytes[at]!;
    }
    return byte === QUOTE && at - start <= longest && this.#took(start, at, hashEnd(hash));
  }

  /** A code in kebab-case. */
  readCode(): boolean {
    const { bytes } = this;
    const start = this.at + 1;
    if (bytes[this.at] !== QUOTE) return false;
    let at = start;
    let before = MINUS;
    let byte = bytes[at]!;
    while ((CLASSES[byte]! & CODE_PART) !== 0) {
      if (byte === MINUS && before === MINUS) return false;
      before = byte;
      at += 1;
      byte = bytes[at]!;
    }
    return byte === QUOTE && before !== MINUS && at - start <= LONGEST_CODE && this.#took(start, at, 0);
  }

  #took(start: number, end: number, hash: number): true {
    this.start = start;
    this.length = end - start;
    this.hash = hash;
    this.at = end + 1;
    return true;
  }

  /** A code from a closed list; `number` is its index. */
  readOneOf(list: ClosedList): boolean {
    if (!this.readCode()) return false;
    this.number = list.find(this.bytes, this.start, this.length);
    return this.number !== -1;
  }

  readInstant(): boolean {
    return readInstantBytes(this);
  }

  /** A score from 0 to 10 as digits alone. */
  readScore(): boolean {
    const { bytes, at } = this;
    const first = bytes[at]! - 48;
    if (first < 0 || first > 9) return false;
    const isTen = first === 1 && bytes[at + 1] === 48;
    this.number = isTen ? 10 : first;
    this.at = at + (isTen ? 2 : 1);
    return !isPartOfNumber(bytes[this.at]!);
  }

  /** A number that keeps its value as a double. */
  readNumber(): boolean {
    const { bytes } = this;
    const start = this.at;
    let at = start;
    let whole = 0;
    let digits = 0;
    let decimals = -1;
    let byte = bytes[at]!;
    for (; (byte >= 48 && byte <= 57) || (byte === DOT && decimals === -1); byte = bytes[at]!) {
      if (byte === DOT) decimals = 0;
      else {
        whole = whole * 10 + byte - 48;
        digits += 1;
        if (decimals >= 0) decimals += 1;
      }
      at += 1;
    }
    const leadingZero = bytes[start] === 48 && digits > 1 && bytes[start + 1] !== DOT;
    const startsWithDigit = bytes[start] !== DOT;
    if (
      isPartOfNumber(byte) ||
      digits === 0 ||
      digits > PLAIN_DIGITS ||
      decimals === 0 ||
      leadingZero ||
      !startsWithDigit
    )
      return this.#readUnusualNumber(start);
    this.number = decimals > 0 ? whole / POWERS_OF_TEN[decimals]! : whole;
    this.at = at;
    return true;
  }

  #readUnusualNumber(start: number): boolean {
    let end = start;
    while (this.bytes[end] !== LINE_FEED && isPartOfNumber(this.bytes[end]!)) end += 1;
    const text = String.fromCharCode(...this.bytes.subarray(start, Math.min(end, start + 400)));
    if (!JSON_NUMBER.test(text) || !isExact(text)) return false;
    this.number = Number(text);
    this.at = end;
    return Number.isFinite(this.number);
  }
}

/** Digits, point, exponent and signs. */
function isPartOfNumber(byte: number): boolean {
  return (
    (byte >= 48 && byte <= 57) || byte === DOT || byte === 43 || byte === MINUS || byte === 101 || byte === 69
  );
}
