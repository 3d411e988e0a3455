import betainc from '@stdlib/math-base-special-betainc';
import type { CalibrationRow } from '../../shared/claims/contract.ts';
import { wilson } from '../../shared/statistics/intervals/wilson.ts';
import type { Pledge, Scenario } from './scenarios/scenario.ts';
import type { Tally } from './tally.ts';

/** Below this probability under the promise, a count is no chance. */
const SIGNIFICANCE = 0.01;
/** Of the data sets, at least so many have to have a claim that can be judged. */
const MOSTLY_SAID = 0.5;

/** What came of one row of the table. */
export type Verdict = CalibrationRow & { said: number; verdict: 'kept' | 'broken' | 'silent' };

/**
 * Whether a promise was kept: broken where as few kept data sets, or fewer, would come in less than 1 % of runs
 * under the promise (exact one-sided binomial test); silent where there was a claim in too few of them to judge.
 */
export function verdictOf(scenario: Scenario, pledge: Pledge, { datasets, said, kept }: Tally): Verdict {
  const isSilent = said < MOSTLY_SAID * datasets;
  const isBroken = said > 0 && lowerTail(kept, said, pledge.atLeast) < SIGNIFICANCE;
  return {
    claim: pledge.claim,
    scenario: scenario.name,
    promise: `${pledge.promise} in at least ${Math.round(100 * pledge.atLeast)} %`,
    kept: said === 0 ? 0 : kept / said,
    datasets: said,
    ci95: wilson(kept, said) ?? [0, 1],
    said: datasets === 0 ? 0 : said / datasets,
    verdict: isBroken ? 'broken' : isSilent ? 'silent' : 'kept',
  };
}

/**
 * P(X <= k) of a binomial count: I(1 - p; n - k, k + 1), the regularised incomplete beta function
 * (Abramowitz & Stegun 26.5.24).
 *
 * @example
 * lowerTail(7, 10, 0.93); // => 0.028...
 */
export function lowerTail(k: number, n: number, p: number): number {
  return k >= n ? 1 : betainc(1 - p, n - k, k + 1, true, false);
}
