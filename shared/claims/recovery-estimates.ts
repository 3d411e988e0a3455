import type { Technique } from '../records/catalogue.ts';
import type { OutcomeTable } from '../statistics/table/outcome-table.ts';
import { sorenessDurations } from './bracketed-sessions.ts';
import type { Withheld } from './contract.ts';
import { type DurationEstimate, durationEstimate } from './duration-estimate.ts';
import { SORENESS_WORDS } from './duration-words.ts';
import type { TechniqueRows } from './technique-rows.ts';

/** How long soreness stays after each technique that some session has, in catalogue order. */
export type RecoveryEstimates = ReadonlyMap<Technique, DurationEstimate | Withheld>;

/** Made once for what is said of each technique and for what is said of one against another. */
export function recoveryEstimates(
  table: OutcomeTable,
  byTechnique: ReadonlyMap<Technique, TechniqueRows>,
): RecoveryEstimates {
  const estimates = new Map<Technique, DurationEstimate | Withheld>();
  for (const [technique, of] of byTechnique) {
    estimates.set(technique, durationEstimate(sorenessDurations(table, of), SORENESS_WORDS));
  }
  return estimates;
}
