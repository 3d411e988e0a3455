import type { ClientSum } from '../statistics/intervals/clustered-mean.ts';
import { effectiveWilson } from '../statistics/intervals/effective-wilson.ts';
import type { OutcomeTable } from '../statistics/table/outcome-table.ts';
import { FEWEST_CLIENTS, isSaid, type ShareClaim, type SorenessClaim, type Withheld } from './contract.ts';
import type { DurationEstimate } from './duration-estimate.ts';
import { SORENESS_WORDS } from './duration-words.ts';
import { sorenessKnown } from './soreness-rule.ts';
import type { TechniqueRows } from './technique-rows.ts';

/**
 * What the journal says of soreness after a technique.
 *
 * @param recovery how long it stays, of the same rows; absent where there are none
 */
export function sorenessClaim(
  table: OutcomeTable,
  of: TechniqueRows,
  recovery: DurationEstimate | Withheld = { withheld: SORENESS_WORDS.fewClients(0) },
): SorenessClaim {
  const clients = soreByClient(table, of);
  const evaluable = clients.reduce((sum, { n }) => sum + n, 0);
  return {
    evaluable,
    notEvaluable: of.rows.length - evaluable,
    everSore: everSore(clients),
    recovery: isSaid(recovery) ? recovery.claim : recovery,
  };
}

/** Of each client with any: how many evaluable sessions, and how many of them left soreness. */
function soreByClient(table: OutcomeTable, { rows, clients }: TechniqueRows): ClientSum[] {
  const sums: ClientSum[] = [];
  let client = -1;
  for (let index = 0; index < rows.length; index += 1) {
    const known = sorenessKnown(table, rows[index]!);
    if (known === 'not-evaluable') continue;
    if (clients[index] !== client) {
      client = clients[index]!;
      sums.push({ n: 0, sum: 0 });
    }
    const own = sums.at(-1)!;
    own.n += 1;
    if (known === 'sore') own.sum += 1;
  }
  return sums;
}

function everSore(clients: readonly ClientSum[]): ShareClaim | Withheld {
  const share = clients.length < FEWEST_CLIENTS ? null : effectiveWilson(clients);
  if (share) return { rate: share.rate, ci95: share.ci95 };
  return {
    withheld: `Clients whose journal tells whether they were sore: ${clients.length}; it takes ${FEWEST_CLIENTS} to give a share.`,
  };
}
