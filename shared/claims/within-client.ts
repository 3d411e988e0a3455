import type { OutcomeTable } from '../statistics/outcome-table.ts';
import type { ClientRows } from './client-rows.ts';
import type { WithinClientComparison } from './contract.ts';

/** The same client's sessions with one technique and with another. */
export function withinClientComparison(_table: OutcomeTable, _ordered: ClientRows): WithinClientComparison {
  return { clients: 0, pairs: [] };
}
