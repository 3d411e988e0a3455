import type { Technique } from '../records/catalogue.ts';
import { byBaseline } from './by-baseline.ts';
import type { ComparedPairs } from './compared-pairs.ts';
import type { StandardisedMean } from './contract.ts';
import { Z_95 } from './normal-limits.ts';
import type { CountedPair } from './transitions.ts';

const FEWEST_PAIRS = 2;

/**
 * Direct standardisation, which compares techniques without a model: each one's mean improvement if its
 * clients had the scores before of all compared pairs together, Σ W m over the strata with W the stratum's
 * share of the pairs with a score of 1 or more. Variance Σ W² s² / n, limits by z; repeated sessions of a
 * client are treated as independent. It never extrapolates: a technique with fewer than 2 pairs in a
 * stratum that has a weight is refused.
 */
export function directStandardisation({
  techniques,
  cells,
}: Pick<ComparedPairs, 'techniques' | 'cells'>): StandardisedMean[] {
  const all = byBaseline(cells.flat());
  const total = all.reduce((sum, { n }) => sum + n, 0);
  const weights = all.map(({ n }) => n / total);
  return techniques.map((technique, index) =>
    total === 0
      ? { technique, mean: null, note: 'no pair has a score before of 1 or more' }
      : standardisedMean(technique, cells[index]!, weights),
  );
}

function standardisedMean(
  technique: Technique,
  ofTechnique: readonly CountedPair[],
  weights: readonly number[],
): StandardisedMean {
  const lacking: string[] = [];
  let mean = 0;
  let variance = 0;
  for (const [index, { stratum, n, mean: ofStratum, sd }] of byBaseline(ofTechnique).entries()) {
    const weight = weights[index]!;
    if (weight === 0) continue;
    if (n < FEWEST_PAIRS) lacking.push(`${stratum} (${n})`);
    mean += weight * (ofStratum ?? 0);
    variance += (weight ** 2 * (sd ?? 0) ** 2) / n;
  }
  if (lacking.length > 0) {
    const note = `refused: fewer than ${FEWEST_PAIRS} pairs in stratum ${lacking.join(', ')}`;
    return { technique, mean: null, note };
  }
  const se = Math.sqrt(variance);
  return { technique, mean, se, ci95: [mean - Z_95 * se, mean + Z_95 * se] };
}
