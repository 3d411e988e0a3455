import { TECHNIQUES, type Technique } from '../records/catalogue.ts';
import type { OutcomeTable } from '../statistics/outcome-table.ts';
import { sorenessDurations } from './bracketed-sessions.ts';
import type { ClientRows } from './client-rows.ts';
import type { Withheld } from './contract.ts';
import { type DurationEstimate, durationEstimate } from './duration-estimate.ts';
import { SORENESS_WORDS } from './duration-words.ts';
import { techniqueRows } from './technique-rows.ts';

/** How long soreness stays after each technique that some session has, in catalogue order. */
export type RecoveryEstimates = ReadonlyMap<Technique, DurationEstimate | Withheld>;

/** Made once for what is said of each technique and for what is said of one against another. */
export function recoveryEstimates(table: OutcomeTable, ordered: ClientRows): RecoveryEstimates {
  const estimates = new Map<Technique, DurationEstimate | Withheld>();
  for (const technique of TECHNIQUES) {
    const of = techniqueRows(technique, table, ordered);
    if (of.rows.length === 0) continue;
    estimates.set(technique, durationEstimate(sorenessDurations(table, of), SORENESS_WORDS));
  }
  return estimates;
}
