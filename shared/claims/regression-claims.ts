import { STRATA, stratumOf } from '../statistics/change/by-baseline.ts';
import { NO_SCORE } from '../statistics/change/pair-tally.ts';
import type { OutcomeTable } from '../statistics/table/outcome-table.ts';
import type { ClientRows } from './client-rows.ts';
import { FEWEST_CLIENTS, type RegressionClaims } from './contract.ts';

/** Sessions farther apart tell of different times in a client's life. */
const FARTHEST_MINUTES = 60 * 24 * 60;

/**
 * What would be seen were every change noise: regression to the mean from the clinic's own before-scores, of a
 * session and the next one for the same complaint, at most 60 days apart. Each pair is taken in both directions, the
 * later score as the first one too: a gain over time is a fall one way and a rise the other, and only the going up
 * and down between visits is left. Where clients do gain, scores differ by more than noise; fall and share are then
 * too high, so that what is held against them is told with too much care and not too little. Pairs weigh equally and
 * not clients, as sessions do in the improvement and in the responders' share that are held against them.
 *
 * Source: A. G. Barnett et al., "Regression to the mean: what it is and how to deal with it", Int J Epidemiol 34
 * (2005) 215-220, with the repeated scores themselves in place of its normal distribution.
 */
export function regressionClaims(table: OutcomeTable, ordered: ClientRows): RegressionClaims {
  const strata = STRATA.map(() => new Falls());
  const all = new Falls();
  for (let client = 0; client + 1 < ordered.starts.length; client += 1) {
    for (const [one, other] of pairsOf(client, table, ordered)) {
      for (const [first, second] of [
        [one, other],
        [other, one],
      ] as const) {
        if (first < 1) continue;
        all.add(client, first, second);
        strata[stratumOf(first)]!.add(client, first, second);
      }
    }
  }
  if (all.clients < FEWEST_CLIENTS) return { withheld: TOO_FEW };
  return {
    clients: all.clients,
    byBaseline: STRATA.map(({ stratum }, index) => ({ stratum, fall: strata[index]!.mean() })),
    responders: all.responders / all.pairs,
  };
}

const TOO_FEW = `Fewer than ${FEWEST_CLIENTS} clients told their pain before two sessions for the same complaint within 60 days, so nobody knows how far it goes up and down by itself.`;

/** Scores before a session and before the next one for the same complaint that has a score. */
function pairsOf(
  client: number,
  { sessions }: OutcomeTable,
  { rows, starts }: ClientRows,
): [number, number][] {
  const latest = new Map<number, { start: number; before: number }>();
  const pairs: [number, number][] = [];
  for (let at = starts[client]!; at < starts[client + 1]!; at += 1) {
    const before = sessions.before.at(rows[at]!);
    if (before === NO_SCORE) continue;
    const start = sessions.start.at(rows[at]!);
    const complaint = sessions.complaint.at(rows[at]!);
    const previous = latest.get(complaint);
    if (previous && start - previous.start <= FARTHEST_MINUTES) pairs.push([previous.before, before]);
    latest.set(complaint, { start, before });
  }
  return pairs;
}

/** Falls from a first score to a second, client by client; whole numbers, so exact in any order. */
class Falls {
  clients = 0;
  pairs = 0;
  responders = 0;
  #sum = 0;
  #client = -1;

  add(client: number, first: number, second: number): void {
    const fall = first - second;
    this.pairs += 1;
    this.#sum += fall;
    if (10 * fall >= 3 * first) this.responders += 1;
    if (client !== this.#client) this.clients += 1;
    this.#client = client;
  }

  /** null for fewer clients than a number may be told of */
  mean(): number | null {
    return this.clients < FEWEST_CLIENTS ? null : this.#sum / this.pairs;
  }
}
