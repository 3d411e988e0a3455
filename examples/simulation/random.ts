import { createHash } from 'node:crypto';

/**
 * A seeded source of random numbers: sfc32, Chris Doty-Humphrey's "small fast counter" generator with 128
 * bits of state (PractRand), seeded with the first 128 bits of SHA-256 of a label. Every client, session
 * and goal draws from a stream of its own name, so that a change in one leaves all others as they were.
 *
 * The distributions use additions and multiplications only: a sine or a logarithm may differ in its last
 * digit between machines, and the sample must be the same bytes everywhere.
 */
export type Random = {
  /** From [0, 1), 32 bits. */
  uniform(): number;
  /** A whole number from low to high, both inclusive. */
  integer(low: number, high: number): number;
  /** Approximately normal: the sum of twelve uniforms (Irwin-Hall), so never beyond six SDs. */
  normal(mean: number, sd: number): number;
  /** Log-normal: e to the power of a `normal(0, sd)`, times the median. */
  logNormal(median: number, sd: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the values, all equally likely. */
  pick<T>(values: readonly T[]): T;
  /** One of the values, each as likely as its weight. */
  weighted<T>(values: readonly (readonly [value: T, weight: number])[]): T;
};

const WARM_UP_ROUNDS = 15;

export function randomStream(...label: readonly (string | number)[]): Random {
  const next = sfc32(createHash('sha256').update(label.join('/')).digest());
  const uniform = () => next() / 2 ** 32;
  const normal = (mean: number, sd: number) => {
    let sum = 0;
    for (let index = 0; index < 12; index += 1) sum += uniform();
    return mean + sd * (sum - 6);
  };
  const integer = (low: number, high: number) => low + Math.floor(uniform() * (high - low + 1));
  return {
    uniform,
    integer,
    normal,
    logNormal: (median, sd) => median * exponential(normal(0, sd)),
    chance: (probability) => uniform() < probability,
    pick(values) {
      return values[integer(0, values.length - 1)]!;
    },
    weighted(values) {
      const total = values.reduce((sum, [, weight]) => sum + weight, 0);
      let left = uniform() * total;
      for (const [value, weight] of values) {
        left -= weight;
        if (left < 0) return value;
      }
      return values.at(-1)![0];
    },
  };
}

/** e to the power of x, by its series for an eighth of x: the same digits everywhere. */
function exponential(x: number): number {
  let term = 1;
  let sum = 1;
  for (let index = 1; index <= 20; index += 1) {
    term *= x / 8 / index;
    sum += term;
  }
  const quarter = sum * sum;
  const half = quarter * quarter;
  return half * half;
}

/** The next 32 bits on every call. */
function sfc32(seed: Buffer): () => number {
  let a = seed.readInt32BE(0);
  let b = seed.readInt32BE(4);
  let c = seed.readInt32BE(8);
  let counter = seed.readInt32BE(12);
  const next = () => {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + result) | 0;
    return result >>> 0;
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) next();
  return next;
}
