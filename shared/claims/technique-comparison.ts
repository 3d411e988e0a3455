import type { OutcomeTable } from '../statistics/outcome-table.ts';
import type { ClientRows } from './client-rows.ts';
import type { TechniqueComparison, WithinClientComparison } from './contract.ts';

/** Techniques against each other. */
export function techniqueComparison(
  _table: OutcomeTable,
  _ordered: ClientRows,
  _withinClient: WithinClientComparison,
): TechniqueComparison {
  return { outcome: 'improvement', terms: [], dropped: [], pairs: [], lead: null, sentence: '' };
}
