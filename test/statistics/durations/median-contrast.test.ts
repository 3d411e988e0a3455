import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { describe, expect, it } from 'vitest';
import { tTail } from '../../../shared/statistics/distributions/t-tail.ts';
import type { ProfiledMedian } from '../../../shared/statistics/durations/least-distance.ts';
import { medianContrast } from '../../../shared/statistics/durations/median-contrast.ts';
import { overallMedianTest } from '../../../shared/statistics/durations/overall-median-test.ts';

/** A median whose log-likelihood is a parabola; clients with influences 1 and -1 in turn, up to scale. */
function parabola(log: number, sd: number, clients: readonly number[]): ProfiledMedian {
  const size = clients.length;
  const influence = sd * Math.sqrt((size - 1) / size / size);
  return {
    median: {
      log,
      clients: Int32Array.from(clients),
      influences: Float64Array.from(clients, (_, index) => (index % 2 === 0 ? influence : -influence)),
      leverages: Float64Array.from(clients, () => 1 / size),
      modelVariance: sd * sd,
      priorVariance: 0,
    },
    profile: [-9, 0, 9].map((root) => ({ x: log + root * sd, root })),
  };
}

const from = (first: number) => Array.from({ length: 20 }, (_, index) => first + index);

describe('medianContrast', () => {
  it('is the textbook interval of a difference of logs, with Welch degrees of freedom', () => {
    const found = medianContrast(parabola(3, 0.1, from(0)), parabola(2.8, 0.2, from(100)))!;
    const df = 0.05 ** 2 / ((0.01 ** 2 + 0.04 ** 2) / 19);
    const se = Math.sqrt(0.05);
    expect(found.ratio).toBeCloseTo(Math.exp(0.2), 12);
    expect(found.ci95[0]).toBeCloseTo(Math.exp(0.2 - tQuantile(0.975, df) * se), 5);
    expect(found.ci95[1]).toBeCloseTo(Math.exp(0.2 + tQuantile(0.975, df) * se), 5);
    expect(found.p).toBeCloseTo(tTail(0.2 / se, df), 5);
  });

  it('is surer where the same clients had both and agree', () => {
    const a = parabola(3, 0.1, from(0));
    const apart = medianContrast(a, parabola(2.8, 0.2, from(100)))!;
    const shared = medianContrast(a, parabola(2.8, 0.2, from(0).slice(0, 14)))!;
    expect(shared.p).toBeLessThan(apart.p);
  });

  it('says nothing where a median is open on a side', () => {
    const open = parabola(3, 0.1, from(0));
    const profile = open.profile.map((point) => (point.root < 0 ? { ...point, root: -1 } : point));
    expect(medianContrast({ ...open, profile }, parabola(2.8, 0.2, from(100)))).toBeNull();
  });
});

describe('overallMedianTest', () => {
  it('of two medians says what their contrast says', () => {
    const two = [parabola(3, 0.1, from(0)), parabola(2.6, 0.2, from(100))] as const;
    const { statistic, df, p } = overallMedianTest(two);
    expect(statistic).toBeCloseTo(0.16 / 0.05, 5);
    expect(df).toBe(1);
    expect(p).toBeCloseTo(medianContrast(...two)!.p, 8);
  });

  it('is the Wald statistic of three', () => {
    const three = [3, 2.6, 3.1].map((log, index) => parabola(log, 0.2, from(100 * index)));
    // Σ (x - mean)² / 0.04
    expect(overallMedianTest(three).statistic).toBeCloseTo(0.14 / 0.04, 5);
  });

  it('needs two', () => {
    expect(overallMedianTest([parabola(3, 0.1, from(0))])).toEqual({ statistic: null, df: null, p: null });
  });
});
