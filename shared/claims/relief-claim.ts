import { normalCdf } from '../statistics/distributions/normal-cdf.ts';
import { normalScore } from '../statistics/durations/score-model.ts';
import type { OutcomeTable } from '../statistics/table/outcome-table.ts';
import { reliefDurations } from './bracketed-sessions.ts';
import { isSaid, type ReliefClaim, type Withheld } from './contract.ts';
import { durationEstimate } from './duration-estimate.ts';
import { RELIEF_WORDS } from './duration-words.ts';
import type { TechniqueRows } from './technique-rows.ts';

/** How long relief lasts after a technique: until pain is back where it was before the session. */
export function reliefClaim(table: OutcomeTable, of: TechniqueRows): ReliefClaim | Withheld {
  const estimate = durationEstimate(reliefDurations(table, of), RELIEF_WORDS);
  if (!isSaid(estimate)) return estimate;
  const { model, coefficients } = estimate.fit;
  const backBy = (hours: number) => normalCdf(normalScore(model, coefficients, Math.log(hours)));
  return { ...estimate.claim, backBy: { '24': backBy(24), '48': backBy(48), '72': backBy(72) } };
}
