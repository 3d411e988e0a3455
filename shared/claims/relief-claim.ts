import { normalScoreAt } from '../statistics/durations/normal-score.ts';
import { normalCdf } from '../statistics/normal-cdf.ts';
import type { OutcomeTable } from '../statistics/outcome-table.ts';
import { reliefDurations } from './bracketed-sessions.ts';
import type { ReliefClaim, Withheld } from './contract.ts';
import { durationEstimate, RELIEF } from './duration-estimate.ts';
import type { TechniqueRows } from './technique-rows.ts';

/** How long relief lasts after a technique: until pain is back where it was before the session. */
export function reliefClaim(table: OutcomeTable, of: TechniqueRows): ReliefClaim | Withheld {
  const estimate = durationEstimate(reliefDurations(table, of), RELIEF);
  if (!('claim' in estimate)) return estimate;
  const backBy = (hours: number) => normalCdf(normalScoreAt(estimate.fit, Math.log(hours)));
  return { ...estimate.claim, backBy: { '24': backBy(24), '48': backBy(48), '72': backBy(72) } };
}
