import { TECHNIQUES, type Technique } from '../records/catalogue.ts';
import { leastSquares } from '../statistics/regression/least-squares.ts';
import { withinClients } from '../statistics/regression/within-clients.ts';
import type { OutcomeTable } from '../statistics/table/outcome-table.ts';
import type { ComparedRows, ComparisonModel } from './comparison-model.ts';
import { FEWEST_CLIENTS, isSaid, type WithinClientComparison } from './contract.ts';
import { techniquePairs } from './technique-pairs.ts';

/**
 * The same client's sessions with one technique and with another: whatever a client brings along that does not change
 * is the same on both sides. The terms are those of the comparison; what a client never changes drops out by itself.
 *
 * @param model with therapists
 */
export function withinClientComparison(table: OutcomeTable, model: ComparisonModel): WithinClientComparison {
  const { compared } = model;
  const both = clientsWithBoth(table, compared);
  const design = withinClients(model.design);
  const fit = leastSquares(design);
  const pairs = techniquePairs(model, design, fit, (a, b) => {
    const clients = both.clientsOf(a, b);
    return clients < FEWEST_CLIENTS ? tooFew(clients) : undefined;
  });
  return {
    clients: both.clients,
    pairs: pairs.map((pair) => {
      if (!isSaid(pair)) return pair;
      const { a, b, estimate, se, df, ci95, p, pHolm } = pair;
      return { a, b, clients: both.clientsOf(a, b), difference: estimate, se, df, ci95, p, pHolm };
    }),
  };
}

function tooFew(clients: number): string {
  const who = clients === 0 ? 'No client has' : clients === 1 ? '1 client has' : `${clients} clients have`;
  return `${who} had both: too few to say (${FEWEST_CLIENTS} are needed).`;
}

/** Who had two compared techniques at least, and how many had a and b, a before b in the catalogue. */
function clientsWithBoth({ sessions }: OutcomeTable, { rows, starts, techniques }: ComparedRows) {
  const pairKey = (a: number, b: number) => a * TECHNIQUES.length + b;
  const pairs = new Map<number, number>();
  let clients = 0;
  for (let client = 0; client + 1 < starts.length; client += 1) {
    let bits = 0;
    for (let at = starts[client]!; at < starts[client + 1]!; at += 1) {
      bits |= 1 << sessions.technique.at(rows[at]!);
    }
    const own = techniques.filter((technique) => (bits & (1 << technique)) !== 0);
    if (own.length > 1) clients += 1;
    for (const [index, a] of own.entries()) {
      for (const b of own.slice(index + 1)) pairs.set(pairKey(a, b), (pairs.get(pairKey(a, b)) ?? 0) + 1);
    }
  }
  const clientsOf = (a: Technique, b: Technique) =>
    pairs.get(pairKey(TECHNIQUES.indexOf(a), TECHNIQUES.indexOf(b))) ?? 0;
  return { clients, clientsOf };
}
