import { TECHNIQUES, type Technique } from '../records/catalogue.ts';
import { medianContrast, overallMedianTest } from '../statistics/durations/median-contrast.ts';
import { holm } from '../statistics/holm.ts';
import type { OutcomeTable } from '../statistics/outcome-table.ts';
import { sorenessDurations } from './bracketed-sessions.ts';
import type { ClientRows } from './client-rows.ts';
import {
  isSaid,
  type RecoveryComparison,
  type RecoveryPair,
  type Withheld,
  type WithheldPair,
} from './contract.ts';
import { type DurationEstimate, durationEstimate, SORENESS } from './duration-estimate.ts';
import { techniqueRows } from './technique-rows.ts';

type Side = { technique: Technique; estimate: DurationEstimate | Withheld };

/**
 * How long soreness stays after one technique against another: ratios of the medians that are told of each, by the
 * same clients' part in both, and Holm over the pairs. Techniques after which nobody was sore are left out.
 */
export function recoveryComparison(table: OutcomeTable, ordered: ClientRows): RecoveryComparison {
  const sides = TECHNIQUES.flatMap((technique): Side[] => {
    const observed = sorenessDurations(table, techniqueRows(technique, table, ordered));
    return observed.left.length === 0 ? [] : [{ technique, estimate: durationEstimate(observed, SORENESS) }];
  });
  const compared = sides.flatMap(({ estimate }) => (isSaid(estimate) ? [estimate.median] : []));
  return { pairs: adjusted(pairsOf(sides)), overall: overallMedianTest(compared) };
}

function pairsOf(sides: readonly Side[]): (Omit<RecoveryPair, 'pHolm'> | WithheldPair)[] {
  return sides.flatMap((a, index) =>
    sides.slice(index + 1).map((b) => {
      const names = { a: a.technique, b: b.technique };
      if (!isSaid(a.estimate)) return { ...names, withheld: a.estimate.withheld };
      if (!isSaid(b.estimate)) return { ...names, withheld: b.estimate.withheld };
      return { ...names, ...medianContrast(a.estimate.median, b.estimate.median) };
    }),
  );
}

function adjusted(
  pairs: readonly (Omit<RecoveryPair, 'pHolm'> | WithheldPair)[],
): (RecoveryPair | WithheldPair)[] {
  const pHolm = holm(pairs.map((pair) => ('p' in pair ? pair.p : null)));
  return pairs.map((pair, index) => ('p' in pair ? { ...pair, pHolm: pHolm[index]! } : pair));
}
