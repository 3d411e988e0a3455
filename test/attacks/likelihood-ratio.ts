import {
  epsilonOf,
  mostAreaUnderCurve,
  mostTruePositives,
  muOf,
} from '../../shared/privacy/differential-privacy/budget/zcdp.ts';
import type { PeriodTally } from '../../shared/privacy/tally/period-tally.ts';
import { normalQuantile } from '../../shared/statistics/distributions/normal-quantile.ts';
import { clopperPearson } from './chance.ts';
import type { Mechanism } from './mechanism.ts';
import { FALSE_ALARM, STANDARD_ERRORS } from './scale.ts';
import type { Findings } from './verdict.ts';
import { type Asking, countsOf, declaredVariances, exactCounts } from './worlds.ts';

/** Two worlds that differ in one client, of which the attacker knows everything but which one is real. */
export type Worlds = Asking & { one: PeriodTally; other: PeriodTally };

/**
 * Scores releases by the logarithm of their likelihood ratio, one world against the other, given all
 * published counts: by Neyman and Pearson's lemma no test does better.
 */
export function scoresOf(
  mechanism: Mechanism,
  worlds: Worlds,
  real: PeriodTally,
  releases: number,
): Float64Array {
  const { programme, catalogue, period } = worlds;
  const one = exactCounts(worlds, worlds.one);
  const other = exactCounts(worlds, worlds.other);
  const differing = one.flatMap((count, at) => (count === other[at] ? [] : [at]));
  let variances: number[] | undefined;
  return Float64Array.from({ length: releases }, () => {
    const noisy = mechanism.measure(programme, catalogue, period, real);
    variances ??= declaredVariances(worlds, noisy);
    const seen = countsOf(noisy.counts);
    let score = 0;
    for (const at of differing) {
      score += ((seen[at]! - other[at]!) ** 2 - (seen[at]! - one[at]!) ** 2) / (2 * variances[at]!);
    }
    return score;
  });
}

const DELTA = 1e-6;
const FALSE_POSITIVES = [0.001, 0.01, 0.05, 0.2, 0.5];

/** What scores tell beyond what a privacy loss of rho allows. */
export function beyond(rho: number, inOne: Float64Array, inOther: Float64Array): Findings {
  const findings: Findings = [];
  const area = areaUnderCurve(inOne, inOther);
  const margin = STANDARD_ERRORS / Math.sqrt(6 * inOne.length);
  if (area > mostAreaUnderCurve(rho) + margin) findings.push(`area ${area} under the curve`);
  const mu = muOf(rho);
  for (const nominal of FALSE_POSITIVES) {
    const threshold = -mu * normalQuantile(nominal) - mu ** 2 / 2;
    const share = (scores: Float64Array) =>
      clopperPearson(scores.filter((score) => score > threshold).length, scores.length, FALSE_ALARM);
    const found = share(inOne).low;
    const alarms = share(inOther).high;
    if (found > mostTruePositives(rho, alarms)) findings.push(`finds ${found} at ${alarms} false alarms`);
    const epsilon = Math.log((found - DELTA) / alarms);
    if (epsilon > epsilonOf(rho, DELTA)) findings.push(`epsilon of ${epsilon} at least`);
  }
  return findings;
}

/** Chance that a release of one world scores higher than one of the other; ties count half. */
export function areaUnderCurve(inOne: Float64Array, inOther: Float64Array): number {
  const others = inOther.toSorted();
  const below = (score: number, orEqual: boolean) => {
    let [low, high] = [0, others.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (others[middle]! < score || (orEqual && others[middle] === score)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const wins = inOne.reduce((sum, score) => sum + (below(score, false) + below(score, true)) / 2, 0);
  return wins / (inOne.length * inOther.length);
}
