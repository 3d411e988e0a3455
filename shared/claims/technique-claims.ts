import { TECHNIQUES, type Technique } from '../records/catalogue.ts';
import type { OutcomeTable } from '../statistics/outcome-table.ts';
import type { RefusedSessions } from './claims.ts';
import type { ClientRows } from './client-rows.ts';
import type { TechniqueClaims, Withheld } from './contract.ts';
import { reliefClaim, sorenessClaim, type TechniqueRows } from './soreness-claim.ts';

const NOT_COMPUTED: Withheld = { withheld: 'Not computed.' };

/** What may be said of one technique; undefined where there is neither a session nor a refused one. */
export function techniqueClaims(
  technique: Technique,
  table: OutcomeTable,
  ordered: ClientRows,
  _refused: RefusedSessions | undefined,
): TechniqueClaims | undefined {
  const of = rowsOf(TECHNIQUES.indexOf(technique), table, ordered);
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

function rowsOf(index: number, { sessions }: OutcomeTable, { rows, starts }: ClientRows): TechniqueRows {
  const own: number[] = [];
  const clients: number[] = [];
  for (let client = 0; client + 1 < starts.length; client += 1) {
    for (let at = starts[client]!; at < starts[client + 1]!; at += 1) {
      if (sessions.technique.at(rows[at]!) !== index) continue;
      own.push(rows[at]!);
      clients.push(client);
    }
  }
  return { rows: Int32Array.from(own), clients: Int32Array.from(clients) };
}
