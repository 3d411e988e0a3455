/**
 * Which of the innermost intervals brackets cover, first to last, and how many brackets do so; each
 * pair once, in order. Three columns of one length.
 */
export type Coverages = { first: Int32Array; last: Int32Array; count: Int32Array };

/** Counts alike coverages together, of brackets that come by ascending first interval. */
export class CoverageCounts {
  readonly #into: Coverages;
  #length = 0;
  #first = 0;
  /** By last interval, of the brackets whose first one is `#first`; which of them may differ from 0. */
  readonly #ofLast: Int32Array;
  #least: number;
  #greatest = -1;

  /**
   * @param size how many intervals there are
   * @param most at least as many as there are different coverages
   */
  constructor(size: number, most: number) {
    this.#into = { first: new Int32Array(most), last: new Int32Array(most), count: new Int32Array(most) };
    this.#ofLast = new Int32Array(size);
    this.#least = size;
  }

  /** @param first not below the one before */
  add(first: number, last: number, count: number): void {
    if (first !== this.#first) this.#close(first);
    this.#ofLast[last]! += count;
    if (last < this.#least) this.#least = last;
    if (last > this.#greatest) this.#greatest = last;
  }

  coverages(): Coverages {
    this.#close(this.#first);
    const { first, last, count } = this.#into;
    const length = this.#length;
    return {
      first: first.subarray(0, length),
      last: last.subarray(0, length),
      count: count.subarray(0, length),
    };
  }

  #close(next: number): void {
    for (let last = this.#least; last <= this.#greatest; last += 1) {
      const count = this.#ofLast[last]!;
      if (count === 0) continue;
      this.#into.first[this.#length] = this.#first;
      this.#into.last[this.#length] = last;
      this.#into.count[this.#length] = count;
      this.#length += 1;
      this.#ofLast[last] = 0;
    }
    this.#least = this.#ofLast.length;
    this.#greatest = -1;
    this.#first = next;
  }
}
