import type { OutcomeTable } from '../statistics/outcome-table.ts';
import type { ClientRows } from './client-rows.ts';
import type { RecoveryComparison } from './contract.ts';

/** How long soreness stays after one technique against another. */
export function recoveryComparison(_table: OutcomeTable, _ordered: ClientRows): RecoveryComparison {
  return { pairs: [], overall: { statistic: null, df: null, p: null } };
}
