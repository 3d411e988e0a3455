import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../../shared/statistics/distributions/normal-quantile.ts';
import { durationMedian } from '../../../shared/statistics/durations/duration-median.ts';
import { flexibleFit } from '../../../shared/statistics/durations/flexible-fit.ts';
import { logNormalFit } from '../../../shared/statistics/durations/log-normal-fit.ts';
import type { ObservedDurations } from '../../../shared/statistics/durations/observed-durations.ts';
import { spreadDurations } from './spread-durations.ts';

const logNormal = (share: number) => 34 * Math.exp(0.6 * normalQuantile(share));
/** Of shape 1.5 and median 34 h. */
const weibull = (share: number) => 34 * (Math.log(1 - share) / Math.log(0.5)) ** (1 / 1.5);

const medianOf = (observed: ObservedDurations) => Math.exp(durationMedian(flexibleFit(observed)!.fit).log);

describe('flexibleFit', () => {
  it('finds the median of log-normal durations without a bend', () => {
    const found = flexibleFit(spreadDurations({ quantile: logNormal, count: 2000 }))!;
    expect(Math.exp(durationMedian(found.fit).log)).toBeCloseTo(34, 0);
    expect(found.fit.coefficients[2]! / found.fit.coefficients[1]!).toBeCloseTo(0, 1);
  });

  it('finds the median of Weibull durations, which a log-normal alone misses', () => {
    const observed = spreadDurations({ quantile: weibull, count: 2000 });
    const missedBy = (median: number) => Math.abs(median - 34);
    const missed = missedBy(Math.exp(durationMedian(logNormalFit(observed)!).log));
    expect(missed).toBeGreaterThan(1);
    expect(missedBy(medianOf(observed))).toBeLessThan(missed / 2);
  });

  it('does not move with the hours of asking', () => {
    const rare = medianOf(spreadDurations({ quantile: logNormal, count: 2000, gap: 24 }));
    const often = medianOf(spreadDurations({ quantile: logNormal, count: 2000, gap: 5 }));
    expect(Math.abs(rare / often - 1)).toBeLessThan(0.03);
  });

  it('comes to the optimum of all durations where it starts from some of them', () => {
    const many = spreadDurations({ quantile: weibull, count: 12_000 });
    const { fit } = flexibleFit(many)!;
    const { clients, slopes } = fit.likelihood.byClient(fit.coefficients, Float64Array.of(1, 0, 0));
    expect(slopes.reduce((sum, slope) => sum + slope, 0)).toBeCloseTo(0, 4);
    expect(clients).toEqual(Int32Array.from(new Set(many.clients)));
  });

  it('has no answer where one hour fits every report', () => {
    const clients = Int32Array.from({ length: 40 }, (_, index) => index);
    const first = Float64Array.from(clients, (index) => 20 + index / 10);
    expect(flexibleFit({ first, left: first, right: first.map((hours) => hours + 24), clients })).toBeNull();
  });
});
