/** A column of whole numbers of 32 bits that grows at its end: 4 bytes a value, whatever there is of it. */
export class GrowingColumn {
  #values = new Int32Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(2 * this.#length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** The value at an index below the length. */
  at(index: number): number {
    return this.#values[index]!;
  }

  /** A view of the values so far; the next push may leave it behind. */
  get values(): Int32Array {
    return this.#values.subarray(0, this.#length);
  }
}
