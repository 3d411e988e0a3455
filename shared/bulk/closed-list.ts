/** A list of codes that is found from bytes without making a text of them. */
export class ClosedList {
  readonly values: readonly string[];
  readonly #bytes: readonly Uint8Array[];
  /** Candidates by length and first byte; most lists have one for each. */
  readonly #candidates: readonly (readonly number[])[];

  constructor(values: readonly string[]) {
    this.values = values;
    this.#bytes = values.map((value) => Uint8Array.from(Buffer.from(value, 'latin1')));
    this.#candidates = Array.from({ length: 256 }, (_, slot) =>
      values.flatMap((value, index) => (slotOf(value.length, value.charCodeAt(0)) === slot ? [index] : [])),
    );
  }

  /** The index of the value that stands at `start`, or -1. */
  find(bytes: Uint8Array, start: number, length: number): number {
    const candidates = this.#candidates[slotOf(length, bytes[start]!)]!;
    for (let nth = 0; nth < candidates.length; nth += 1) {
      const index = candidates[nth]!;
      if (isAt(bytes, start, length, this.#bytes[index]!)) return index;
    }
    return -1;
  }
}

function slotOf(length: number, first: number): number {
  return (length * 37 + first) & 255;
}

function isAt(bytes: Uint8Array, start: number, length: number, value: Uint8Array): boolean {
  if (value.length !== length) return false;
  for (let at = 0; at < length; at += 1) if (bytes[start + at] !== value[at]) return false;
  return true;
}
