import type { ClientSum } from '../statistics/clustered-mean.ts';
import { effectiveWilson } from '../statistics/effective-wilson.ts';
import type { OutcomeTable } from '../statistics/outcome-table.ts';
import { sorenessDurations } from './bracketed-sessions.ts';
import { FEWEST_CLIENTS, type ShareClaim, type SorenessClaim, type Withheld } from './contract.ts';
import { durationEstimate, SORENESS } from './duration-estimate.ts';
import { sorenessKnown } from './soreness-rule.ts';
import type { TechniqueRows } from './technique-rows.ts';

/** What the journal says of soreness after a technique. */
export function sorenessClaim(table: OutcomeTable, of: TechniqueRows): SorenessClaim {
  const clients = soreByClient(table, of);
  const evaluable = clients.reduce((sum, { n }) => sum + n, 0);
  const estimate = durationEstimate(sorenessDurations(table, of), SORENESS);
  return {
    evaluable,
    notEvaluable: of.rows.length - evaluable,
    everSore: everSore(clients),
    recovery: 'claim' in estimate ? estimate.claim : estimate,
  };
}

/** Of each client with any: how many evaluable sessions, and how many of them left soreness. */
function soreByClient(table: OutcomeTable, { rows, clients }: TechniqueRows): ClientSum[] {
  const sums = new Map<number, ClientSum>();
  for (const [index, row] of rows.entries()) {
    const known = sorenessKnown(table, row);
    if (known === 'not-evaluable') continue;
    const { n, sum } = sums.get(clients[index]!) ?? { n: 0, sum: 0 };
    sums.set(clients[index]!, { n: n + 1, sum: sum + (known === 'sore' ? 1 : 0) });
  }
  return [...sums.values()];
}

function everSore(clients: readonly ClientSum[]): ShareClaim | Withheld {
  const share = clients.length < FEWEST_CLIENTS ? null : effectiveWilson(clients);
  if (share) return { rate: share.rate, ci95: share.ci95 };
  return {
    withheld: `The journal tells of soreness after the sessions of ${clients.length} clients; it takes ${FEWEST_CLIENTS} to give a share.`,
  };
}
