import type { OutcomeTable } from '../statistics/outcome-table.ts';
import type { DurationClaim, ReliefClaim, SorenessClaim, Withheld } from './contract.ts';

/** Rows of one technique in the canonical order, and the client of each: whole numbers that tell clients apart. */
export type TechniqueRows = { rows: Int32Array; clients: Int32Array };

/** What the journal says of soreness after a technique. */
export function sorenessClaim(_table: OutcomeTable, _of: TechniqueRows): SorenessClaim {
  const recovery: DurationClaim | Withheld = { withheld: 'Not computed.' };
  return { evaluable: 0, notEvaluable: 0, everSore: { withheld: 'Not computed.' }, recovery };
}

/** How long relief lasts after a technique. */
export function reliefClaim(_table: OutcomeTable, _of: TechniqueRows): ReliefClaim | Withheld {
  return { withheld: 'Not computed.' };
}
