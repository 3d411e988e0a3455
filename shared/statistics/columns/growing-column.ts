/**
 * A column of whole numbers of 32 bits that grows at its end: 4 bytes a value, whatever there is of it. Its memory can
 * be looked at by other threads, so that a large table need not be copied for them.
 */
export class GrowingColumn {
  #values: Int32Array = sharedInts(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.#growTo(2 * this.#length);
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** Pushes all of some values. */
  append(values: Int32Array): void {
    const length = this.#length + values.length;
    if (length > this.#values.length) this.#growTo(Math.max(length, 2 * this.#values.length));
    this.#values.set(values, this.#length);
    this.#length = length;
  }

  /** The value at an index below the length. */
  at(index: number): number {
    return this.#values[index]!;
  }

  /** A view of the values so far; the next push may leave it behind. */
  get values(): Int32Array {
    return this.#values.subarray(0, this.#length);
  }

  /** Takes the place of another column, by its values; neither may be pushed to as long as both are in use. */
  adopt(values: Int32Array): void {
    this.#values = values;
    this.#length = values.length;
  }

  #growTo(length: number): void {
    const larger = sharedInts(length);
    larger.set(this.#values);
    this.#values = larger;
  }
}

function sharedInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}
