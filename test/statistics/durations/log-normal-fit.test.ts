import { describe, expect, it } from 'vitest';
import { durationMedian, robustVariance } from '../../../shared/statistics/durations/duration-median.ts';
import type { DurationFit } from '../../../shared/statistics/durations/fit-durations.ts';
import { logNormalFit } from '../../../shared/statistics/durations/log-normal-fit.ts';
import { tInterval } from '../../../shared/statistics/intervals/student-interval.ts';
import { twelveSessions } from './twelve-sessions.ts';

/** SD of mu = -γ0 / γ1 under the model. */
function modelSe({ coefficients, inverseInformation: b }: DurationFit): number {
  const sigma = 1 / coefficients[1]!;
  const slopes = [-sigma, (coefficients[0]! / coefficients[1]!) * sigma];
  return Math.sqrt(slopes[0]! ** 2 * b[0]! + 2 * slopes[0]! * slopes[1]! * b[1]! + slopes[1]! ** 2 * b[3]!);
}

function printed(truncated: boolean) {
  const fit = logNormalFit(twelveSessions({ truncated }))!;
  const median = durationMedian(fit);
  const robustSe = Math.sqrt(robustVariance(median));
  const [low, high] = tInterval(median.log, robustSe, 7);
  const logs = { mu: median.log, sigma: 1 / fit.coefficients[1]!, modelSe: modelSe(fit), robustSe };
  const hours = { median: Math.exp(median.log), low: Math.exp(low), high: Math.exp(high) };
  return {
    ...Object.fromEntries(Object.entries(logs).map(([name, value]) => [name, value.toFixed(6)])),
    ...Object.fromEntries(Object.entries(hours).map(([name, value]) => [name, value.toFixed(4)])),
    logLikelihood: fit.logLikelihood.toFixed(6),
  };
}

describe('logNormalFit', () => {
  it('gives what direct maximum likelihood in R 4.2.2 gives with truncation at the first sore report', () => {
    expect(printed(true)).toEqual({
      mu: '3.625167',
      sigma: '0.232873',
      modelSe: '0.083893',
      robustSe: '0.069482',
      median: '37.5310',
      low: '31.8446',
      high: '44.2328',
      logLikelihood: '-8.801245',
    });
  });

  it('gives what survreg(type = "interval2") of R gives without', () => {
    expect(printed(false)).toEqual({
      mu: '3.628425',
      sigma: '0.227619',
      modelSe: '0.080872',
      robustSe: '0.066425',
      median: '37.6535',
      low: '32.1803',
      high: '44.0574',
      logLikelihood: '-8.840897',
    });
  });

  it('has no fit where no end was seen', () => {
    const observed = twelveSessions({ truncated: true });
    expect(
      logNormalFit({ ...observed, right: observed.right.map(() => Number.POSITIVE_INFINITY) }),
    ).toBeNull();
  });
});
