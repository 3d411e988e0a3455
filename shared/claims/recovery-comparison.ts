import type { Technique } from '../records/catalogue.ts';
import { medianContrast } from '../statistics/durations/median-contrast.ts';
import { overallMedianTest } from '../statistics/durations/overall-median-test.ts';
import { holm } from '../statistics/intervals/holm.ts';
import {
  isSaid,
  type RecoveryComparison,
  type RecoveryPair,
  type Withheld,
  type WithheldPair,
} from './contract.ts';
import type { DurationEstimate } from './duration-estimate.ts';
import type { RecoveryEstimates } from './recovery-estimates.ts';
import { spokenList, spokenTechnique } from './spoken.ts';

type Side = [technique: Technique, estimate: DurationEstimate | Withheld];
type Pair = Omit<RecoveryPair, 'pHolm'> | WithheldPair;

const OPEN: Withheld = { withheld: 'The hours of one of the two are too open to compare them.' };

/**
 * How long soreness stays after one technique against another: ratios of the very medians that are told of each. A
 * client who had both counts in both. Holm over the pairs.
 */
export function recoveryComparison(estimates: RecoveryEstimates): RecoveryComparison {
  const sides: Side[] = [...estimates];
  const pairs = sides.flatMap((a, index) => sides.slice(index + 1).map((b) => comparedPair(a, b)));
  const told = sides.flatMap(([, estimate]) => (isSaid(estimate) ? [estimate.profiled] : []));
  return { pairs: adjusted(pairs), overall: overallMedianTest(told) };
}

function comparedPair([a, ofA]: Side, [b, ofB]: Side): Pair {
  const untold = [...(isSaid(ofA) ? [] : [a]), ...(isSaid(ofB) ? [] : [b])];
  if (!isSaid(ofA) || !isSaid(ofB)) {
    const names = spokenList(untold.map((technique) => spokenTechnique(technique)));
    return { a, b, withheld: `How long soreness stays after ${names} is not known well enough.` };
  }
  return { a, b, ...(medianContrast(ofA.profiled, ofB.profiled) ?? OPEN) };
}

function adjusted(pairs: readonly Pair[]): (RecoveryPair | WithheldPair)[] {
  const pHolm = holm(pairs.map((pair) => ('p' in pair ? pair.p : null)));
  return pairs.map((pair, index) => ('p' in pair ? { ...pair, pHolm: pHolm[index]! } : pair));
}
