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
  readonly #both: number[] = [];

  constructor(alone: [Map<number, number>, Map<number, number>] = [new Map(), new Map()]) {
    this.#alone = alone;
  }

  /** The same clients, to be changed apart from these. */
  copy(): TwoSides {
    const copied = new TwoSides([new Map(this.#alone[0]), new Map(this.#alone[1])]);
    copied.#both.push(...this.#both);
    return copied;
  }

  /** @param clients may be below 0, for those who are not on this side alone any more */
  addAlone(side: 0 | 1, n: number, sum: number, clients = 1): void {
    const key = n * SUMS + sum + SUMS / 2;
    const counts = this.#alone[side];
    counts.set(key, (counts.get(key) ?? 0) + clients);
  }

  addBoth(n0: number, sum0: number, n1: number, sum1: number): void {
    this.#both.push(n0, sum0, n1, sum1);
  }

  /** In an order that depends on numbers, and on the order of those on both sides. */
  rows(): TwoSided {
    const [clients, n, sum]: [number[], number[], number[]] = [[], [], []];
    for (const side of [0, 1] as const) {
      for (const [key, count] of [...this.#alone[side]].sort(([a], [b]) => a - b)) {
        if (count === 0) continue;
        const [own, total] = [Math.floor(key / SUMS), (key % SUMS) - SUMS / 2];
        clients.push(count);
        n.push(...(side === 0 ? [own, 0] : [0, own]));
        sum.push(...(side === 0 ? [total, 0] : [0, total]));
      }
    }
    for (let at = 0; at < this.#both.length; at += 4) {
      clients.push(1);
      n.push(this.#both[at]!, this.#both[at + 2]!);
      sum.push(this.#both[at + 1]!, this.#both[at + 3]!);
    }
    return {
      rows: clients.length,
      clients: Float64Array.from(clients),
      n: Float64Array.from(n),
      sum: Float64Array.from(sum),
    };
  }
}
