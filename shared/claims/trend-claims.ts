import type { OutcomeTable } from '../statistics/outcome-table.ts';
import type { ClientRows } from './client-rows.ts';
import type { TrendClaims } from './contract.ts';

/** Whether improvement changed over the months beyond what chance allows. */
export function trendClaims(_table: OutcomeTable, _ordered: ClientRows): TrendClaims {
  return { months: 0, signals: [], sentence: '' };
}
