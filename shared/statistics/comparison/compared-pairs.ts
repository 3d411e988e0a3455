import { TECHNIQUES, type Technique } from '../../records/catalogue.ts';
import { STRATA, stratumOf } from '../change/by-baseline.ts';
import { type CountedPair, cells } from '../summaries/transitions.ts';
import type { ComparedSession } from './compared-session.ts';

/**
 * Sums over a client's pairs of one technique, x being the score before and y the improvement. All are
 * whole numbers below 2^31, so exact in any order, and all that a regression of y on x needs of a client.
 */
export type Sums = { n: number; x: number; xx: number; y: number; xy: number };

/** Of each stratum of the score before, how many pairs and the sum of their improvements; 0 lies in none. */
type StratumSums = Int32Array;

/** The sums of one client by compared technique; those that the client had no pair of are left out. */
export type ClientSums = (Sums & { technique: number; strata: StratumSums })[];

export type ComparedPairs = {
  /** In catalogue order; everything else names a technique by its index in here. */
  techniques: Technique[];
  /** Every pair of scores that was seen, by technique. */
  cells: CountedPair[][];
  /** Made when first asked for. In an order that depends on numbers alone, so that no client id changes a digit. */
  clients(): ClientSums[];
};

const FEWEST_CLIENTS = 10;
const SCORES = 11;
/** n, x, xx, y, xy of a technique, then n and y of each stratum. */
const STRATA_AT = 5;
const FIELDS = STRATA_AT + 2 * STRATA.length;
const STRATUM_OF = Array.from({ length: SCORES }, (_, before) => stratumOf(before));
const INDEX = new Map<Technique, number>(TECHNIQUES.map((technique, index) => [technique, index]));

/**
 * The immediate pairs of the techniques that can be compared: those of which at least 10 clients have one.
 *
 * @param sessions in any order
 * @throws RangeError for a score that is not a whole number from 0 to 10
 */
export function comparedPairs(sessions: Iterable<ComparedSession>): ComparedPairs {
  const { clients, counts } = tally(sessions);
  const users = TECHNIQUES.map((_, t) => clients.filter((sums) => sums[t * FIELDS]! > 0).length);
  const compared = TECHNIQUES.map((_, t) => t).filter((t) => users[t]! >= FEWEST_CLIENTS);
  let ordered: ClientSums[] | undefined;
  return {
    techniques: compared.map((t) => TECHNIQUES[t]!),
    cells: compared.map((t) => cells(counts[t]!)),
    clients: () =>
      (ordered ??= clients
        .toSorted(byNumbers)
        .map((sums) => ofTechniques(sums, compared))
        .filter((sums) => sums.length > 0)),
  };
}

/** The sums of each client by technique, and the matrix of scores before and after of each technique. */
function tally(sessions: Iterable<ComparedSession>) {
  const clients = new Map<string, Int32Array>();
  const counts = TECHNIQUES.map(() =>
    Array.from({ length: SCORES }, () => new Array<number>(SCORES).fill(0)),
  );
  let current: string | undefined;
  let sums: Int32Array | undefined;
  for (const { client, technique, painBefore: x, painAfter } of sessions) {
    if (x === undefined || painAfter === undefined) continue;
    const t = INDEX.get(technique)!;
    const row = counts[t]![x];
    if (row?.[painAfter] === undefined) throw new RangeError('scores are whole numbers from 0 to 10');
    row[painAfter] += 1;
    // Sessions mostly come client by client, and looking a client up costs more than all the sums.
    if (client !== current || !sums) {
      current = client;
      sums = clients.get(client) ?? new Int32Array(TECHNIQUES.length * FIELDS);
      clients.set(client, sums);
    }
    const y = x - painAfter;
    const at = t * FIELDS;
    sums[at]! += 1;
    sums[at + 1]! += x;
    sums[at + 2]! += x * x;
    sums[at + 3]! += y;
    sums[at + 4]! += x * y;
    const stratum = STRATUM_OF[x]!;
    if (stratum < 0) continue;
    sums[at + STRATA_AT + 2 * stratum]! += 1;
    sums[at + STRATA_AT + 2 * stratum + 1]! += y;
  }
  return { clients: [...clients.values()], counts };
}

function byNumbers(a: Int32Array, b: Int32Array): number {
  for (let j = 0; j < a.length; j++) {
    const difference = a[j]! - b[j]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

function ofTechniques(sums: Int32Array, compared: readonly number[]): ClientSums {
  const own: ClientSums = [];
  for (let technique = 0; technique < compared.length; technique += 1) {
    const at = compared[technique]! * FIELDS;
    if (sums[at] === 0) continue;
    own.push({
      technique,
      n: sums[at]!,
      x: sums[at + 1]!,
      xx: sums[at + 2]!,
      y: sums[at + 3]!,
      xy: sums[at + 4]!,
      strata: sums.subarray(at + STRATA_AT, at + FIELDS),
    });
  }
  return own;
}
