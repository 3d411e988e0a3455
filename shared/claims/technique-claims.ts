import type { Technique } from '../records/catalogue.ts';
import type { OutcomeTable } from '../statistics/outcome-table.ts';
import type { RefusedSessions } from './claims.ts';
import type { ClientRows } from './client-rows.ts';
import type { TechniqueClaims, Withheld } from './contract.ts';
import { reliefClaim } from './relief-claim.ts';
import { sorenessClaim } from './soreness-claim.ts';
import { techniqueRows } from './technique-rows.ts';

const NOT_COMPUTED: Withheld = { withheld: 'Not computed.' };

/** What may be said of one technique; undefined where there is neither a session nor a refused one. */
export function techniqueClaims(
  technique: Technique,
  table: OutcomeTable,
  ordered: ClientRows,
  _refused: RefusedSessions | undefined,
): TechniqueClaims | undefined {
  const of = techniqueRows(technique, table, ordered);
  if (of.rows.length === 0) return undefined;
  return {
    technique,
    sessions: of.rows.length,
    clients: new Set(of.clients).size,
    improvement: NOT_COMPUTED,
    lasting: NOT_COMPUTED,
    course: NOT_COMPUTED,
    responders: NOT_COMPUTED,
    soreness: sorenessClaim(table, of),
    relief: reliefClaim(table, of),
  };
}
