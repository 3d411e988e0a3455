import { TECHNIQUES, type Technique } from '../records/catalogue.ts';
import type { OutcomeTable } from '../statistics/table/outcome-table.ts';
import { clientRows } from './client-rows.ts';
import type { RecoveryComparison, TechniqueClaims } from './contract.ts';
import { recoveryComparison } from './recovery-comparison.ts';
import { recoveryEstimates } from './recovery-estimates.ts';
import { reliefClaim } from './relief-claim.ts';
import { sorenessClaim } from './soreness-claim.ts';
import { NO_ROWS, rowsByTechnique } from './technique-rows.ts';

/** What is said of hours: soreness and relief of each technique of the catalogue, and recovery of one against another. */
export type DurationClaims = {
  techniques: ReadonlyMap<Technique, Pick<TechniqueClaims, 'soreness' | 'relief'>>;
  recovery: RecoveryComparison;
};

/** Reads them from the brackets between reports; it takes nothing of the other claims, nor they of it. */
export function durationClaims(table: OutcomeTable, ordered = clientRows(table)): DurationClaims {
  const byTechnique = rowsByTechnique(table, ordered);
  const recoveries = recoveryEstimates(table, byTechnique);
  return {
    techniques: new Map(
      TECHNIQUES.map((technique) => {
        const rows = byTechnique.get(technique) ?? NO_ROWS;
        const soreness = sorenessClaim(table, rows, recoveries.get(technique));
        return [technique, { soreness, relief: reliefClaim(table, rows) }];
      }),
    ),
    recovery: recoveryComparison(recoveries),
  };
}
