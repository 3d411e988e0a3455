import { TECHNIQUES } from '../records/catalogue.ts';
import { NO_SCORE } from '../statistics/change/pair-tally.ts';
import type { ClientSum } from '../statistics/intervals/clustered-mean.ts';
import { answerWeights } from './answer-weights.ts';
import type { AskedPairs } from './asked-pairs.ts';

/** One client's pairs of one technique. */
export type ClientTally = ClientSum & {
  /** Sum of the answers' weights, and of weight times improvement. */
  weight: number;
  weighted: number;
  /** Of the pairs with a score before of 1 or more: how many there are, and how many fell by 30 % or more. */
  eligible: number;
  responders: number;
  /** Asked but silent, and not known to be ineligible. */
  silent: number;
};

export type ChangeTally = {
  /** Sessions or courses. */
  asked: number;
  answered: number;
  /** Sum of the squared improvements. */
  squares: number;
  /** Who was asked, in an order that depends on numbers alone. */
  clients: ClientTally[];
};

/** The pairs of each technique of the catalogue, client by client. */
export function changeTallies(pairs: AskedPairs): ChangeTally[] {
  const weights = answerWeights(pairs);
  const tallies = TECHNIQUES.map((): ChangeTally => ({ asked: 0, answered: 0, squares: 0, clients: [] }));
  const current = TECHNIQUES.map((): ClientTally | undefined => undefined);
  let client = -1;
  for (let row = 0; row < pairs.length; row += 1) {
    if (pairs.client[row] !== client) {
      client = pairs.client[row]!;
      current.fill(undefined);
    }
    const technique = pairs.technique[row]!;
    const tally = tallies[technique]!;
    let own = current[technique];
    if (!own) {
      own = { n: 0, sum: 0, weight: 0, weighted: 0, eligible: 0, responders: 0, silent: 0 };
      current[technique] = own;
      tally.clients.push(own);
    }
    tally.asked += 1;
    const [before, after] = [pairs.before[row]!, pairs.after[row]!];
    if (before === NO_SCORE || after === NO_SCORE) {
      if (before !== 0) own.silent += 1;
      continue;
    }
    tally.answered += 1;
    tally.squares += (before - after) ** 2;
    add(own, before, before - after, weights[row]!);
  }
  if (!pairs.inOrder) for (const { clients } of tallies) clients.sort(byNumbers);
  return tallies;
}

function add(own: ClientTally, before: number, improvement: number, weight: number): void {
  own.n += 1;
  own.sum += improvement;
  own.weight += weight;
  own.weighted += weight * improvement;
  if (before < 1) return;
  own.eligible += 1;
  if (10 * improvement >= 3 * before) own.responders += 1;
}

function byNumbers(a: ClientTally, b: ClientTally): number {
  return (
    a.n - b.n ||
    a.sum - b.sum ||
    a.weight - b.weight ||
    a.weighted - b.weighted ||
    a.eligible - b.eligible ||
    a.responders - b.responders ||
    a.silent - b.silent
  );
}
