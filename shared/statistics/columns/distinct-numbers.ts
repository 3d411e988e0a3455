const FEWEST_SLOTS = 64;

/** Gives every distinct number a place, from 0 in order of arrival: a numbering of numbers, for very many of them. */
export class DistinctNumbers {
  #values = new Float64Array(FEWEST_SLOTS / 2);
  #length = 0;
  /** Open addressing: one more than the place of the value that is kept there, 0 where none is. */
  #slots = new Int32Array(FEWEST_SLOTS);

  placeOf(value: number): number {
    const slot = this.#slotOf(value);
    const known = this.#slots[slot]!;
    if (known > 0) return known - 1;
    if (this.#length === this.#values.length) {
      this.#grow();
      return this.placeOf(value);
    }
    this.#values[this.#length] = value;
    this.#length += 1;
    this.#slots[slot] = this.#length;
    return this.#length - 1;
  }

  /** The distinct values, each at its place. */
  get values(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }

  /** Where a value is kept, or would be. */
  #slotOf(value: number): number {
    const last = this.#slots.length - 1;
    let slot = hashOf(value) & last;
    for (let known = this.#slots[slot]!; known > 0; known = this.#slots[slot]!) {
      if (this.#values[known - 1] === value) return slot;
      slot = (slot + 1) & last;
    }
    return slot;
  }

  /** Half of the slots stay free, so that a value is found after a step or two. */
  #grow(): void {
    const values = this.#values;
    this.#values = new Float64Array(2 * values.length);
    this.#values.set(values);
    this.#slots = new Int32Array(2 * this.#slots.length);
    for (const [place, value] of values.entries()) this.#slots[this.#slotOf(value)] = place + 1;
  }
}

const bits = new Float64Array(1);
const halves = new Int32Array(bits.buffer);

/** Mixes all bits of a number into the lowest ones of another. */
function hashOf(value: number): number {
  bits[0] = value;
  const mixed = Math.imul(halves[0]! ^ Math.imul(halves[1]!, 0x9e3779b1), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
