import type { TwoSided } from './exchangeable-contrast.ts';

/** Wider than the sum of any client's values; with counts it makes a key below 2^53. */
const SUMS = 2 ** 26;

/**
 * Clients by what they contribute to two sides. Those who are on one side alone are counted by number and sum of
 * their values, of which there are few different ones, so that one test of many over the same clients need not go
 * through all of them.
 */
export class TwoSides {
  /** Numbers of clients by key, on the side that is looked at and on the one that it is held against. */
  readonly #alone: [Map<number, number>, Map<number, number>];
  /** Four numbers for each client, in order of arrival. */
  #both = new Int32Array(64);
  #bothLength = 0;

  constructor(alone: [Map<number, number>, Map<number, number>] = [new Map(), new Map()]) {
    this.#alone = alone;
  }

  /** The same clients, to be changed apart from these. */
  copy(): TwoSides {
    const copied = new TwoSides([new Map(this.#alone[0]), new Map(this.#alone[1])]);
    copied.#both = this.#both.slice();
    copied.#bothLength = this.#bothLength;
    return copied;
  }

  /** @param clients may be below 0, for those who are not on this side alone any more */
  addAlone(side: 0 | 1, n: number, sum: number, clients = 1): void {
    const key = n * SUMS + sum + SUMS / 2;
    const counts = this.#alone[side];
    counts.set(key, (counts.get(key) ?? 0) + clients);
  }

  addBoth(n0: number, sum0: number, n1: number, sum1: number): void {
    const place = this.#bothLength;
    this.#bothLength += 4;
    if (this.#bothLength > this.#both.length) {
      const larger = new Int32Array(2 * this.#both.length);
      larger.set(this.#both);
      this.#both = larger;
    }
    this.#both[place] = n0;
    this.#both[place + 1] = sum0;
    this.#both[place + 2] = n1;
    this.#both[place + 3] = sum1;
  }

  /** In an order that depends on numbers, and on the order of those on both sides. */
  rows(): TwoSided {
    const most = this.#alone[0].size + this.#alone[1].size + this.#bothLength / 4;
    const sides = {
      rows: 0,
      clients: new Float64Array(most),
      n: new Float64Array(2 * most),
      sum: new Float64Array(2 * most),
    };
    for (const side of [0, 1] as const) {
      for (const [key, count] of [...this.#alone[side]].sort(([a], [b]) => a - b)) {
        if (count === 0) continue;
        sides.clients[sides.rows] = count;
        sides.n[2 * sides.rows + side] = Math.floor(key / SUMS);
        sides.sum[2 * sides.rows + side] = (key % SUMS) - SUMS / 2;
        sides.rows += 1;
      }
    }
    for (let at = 0; at < this.#bothLength; at += 4) {
      const row = 2 * sides.rows;
      sides.clients[sides.rows] = 1;
      sides.n[row] = this.#both[at]!;
      sides.sum[row] = this.#both[at + 1]!;
      sides.n[row + 1] = this.#both[at + 2]!;
      sides.sum[row + 1] = this.#both[at + 3]!;
      sides.rows += 1;
    }
    return sides;
  }
}
