import type { OutcomeTable } from '../statistics/outcome-table.ts';
import type { ClientRows } from './client-rows.ts';
import type { RegressionClaims } from './contract.ts';

/** What would be seen were every change noise. */
export function regressionClaims(_table: OutcomeTable, _ordered: ClientRows): RegressionClaims {
  return { withheld: 'Not computed.' };
}
