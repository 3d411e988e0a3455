/** So many of the highest bits make a place at most: more places than that are slow to reach. */
const MOST_BITS = 12;

/** How many values of a list are smaller than others: where very many are asked about, far quicker than bisection alone. */
export class CountBelow {
  readonly #ascending: Int32Array;
  readonly #shift: number;
  /** By the highest bits: how many values have lower ones. */
  readonly #from: Int32Array;

  /** @param ascending whole numbers of 0 or more */
  constructor(ascending: Int32Array) {
    const highest = ascending.at(-1) ?? 0;
    // Four places a value are enough.
    const bits = Math.min(MOST_BITS, 34 - Math.clz32(ascending.length));
    this.#ascending = ascending;
    this.#shift = Math.max(0, 32 - Math.clz32(highest) - bits);
    this.#from = new Int32Array((highest >> this.#shift) + 2);
    for (const value of ascending) this.#from[(value >> this.#shift) + 1]! += 1;
    for (let place = 1; place < this.#from.length; place += 1) this.#from[place]! += this.#from[place - 1]!;
  }

  /** @param value of 0 or more */
  of(value: number): number {
    const place = value >> this.#shift;
    if (place + 1 >= this.#from.length) return this.#ascending.length;
    let low = this.#from[place]!;
    let high = this.#from[place + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ascending[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
