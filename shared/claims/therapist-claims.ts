import type { OutcomeTable } from '../statistics/outcome-table.ts';
import type { ClientRows } from './client-rows.ts';
import type { TherapistClaims } from './contract.ts';

/** Each therapist against the others. */
export function therapistClaims(_table: OutcomeTable, _ordered: ClientRows): TherapistClaims {
  return { rows: [], sentence: '' };
}
