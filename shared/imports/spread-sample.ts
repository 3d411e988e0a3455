/**
 * Some of very many items, spread evenly over all of them, without knowing before how many will come. Holds at most
 * twice as many as are wanted; the same items give the same sample.
 */
export class SpreadSample<Item> {
  readonly #most: number;
  #stride = 1;
  #seen = 0;
  #kept: Item[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** @param make called only when the item is kept for now */
  offer(make: () => Item): void {
    if (this.#seen++ % this.#stride !== 0) return;
    this.#kept.push(make());
    if (this.#kept.length < 2 * this.#most) return;
    this.#kept = this.#kept.filter((_, index) => index % 2 === 0);
    this.#stride *= 2;
  }

  /** In the order in which they came, the first always among them. */
  items(): Item[] {
    const count = this.#kept.length;
    if (count <= this.#most) return [...this.#kept];
    return Array.from(
      { length: this.#most },
      (_, index) => this.#kept[Math.floor((index * count) / this.#most)]!,
    );
  }
}
