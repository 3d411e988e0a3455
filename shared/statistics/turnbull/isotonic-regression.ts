/** Weighted least-squares fits of ascending sequences, all of one length, in memory that is used again. */
export class IsotonicRegression {
  readonly #size: number;
  /** Blocks so far: their means and weights, and where each ends. */
  readonly #means: Float64Array;
  readonly #weights: Float64Array;
  readonly #ends: Int32Array;
  readonly #ascending: Float64Array;

  /** @param size of the sequences */
  constructor(size: number) {
    this.#size = size;
    this.#means = new Float64Array(size);
    this.#weights = new Float64Array(size);
    this.#ends = new Int32Array(size);
    this.#ascending = new Float64Array(size);
  }

  /**
   * The ascending sequence nearest to given values (pool adjacent violators).
   *
   * @param weights above 0
   * @returns overwritten by the next fit
   */
  fit(values: Float64Array, weights: Float64Array): Float64Array {
    const means = this.#means;
    let blocks = 0;
    for (let index = 0; index < this.#size; index++) {
      let mean = values[index]!;
      let weight = weights[index]!;
      for (; blocks > 0 && means[blocks - 1]! >= mean; blocks--) {
        const pooled = this.#weights[blocks - 1]!;
        mean = (means[blocks - 1]! * pooled + mean * weight) / (pooled + weight);
        weight += pooled;
      }
      means[blocks] = mean;
      this.#weights[blocks] = weight;
      this.#ends[blocks] = index + 1;
      blocks += 1;
    }
    for (let block = 0, start = 0; block < blocks; block++) {
      this.#ascending.fill(means[block]!, start, this.#ends[block]);
      start = this.#ends[block]!;
    }
    return this.#ascending;
  }
}
