import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../../shared/statistics/distributions/normal-quantile.ts';
import { durationMedian, robustVariance } from '../../../shared/statistics/durations/duration-median.ts';
import { flexibleFit } from '../../../shared/statistics/durations/flexible-fit.ts';
import {
  medianProfile,
  profileLimit,
  profileRoot,
} from '../../../shared/statistics/durations/median-profile.ts';
import type { ObservedDurations } from '../../../shared/statistics/durations/observed-durations.ts';
import { spreadDurations } from './spread-durations.ts';

const hoursOf = (median: number) => (share: number) => median * Math.exp(0.6 * normalQuantile(share));

function profiled(observed: ObservedDurations) {
  const found = flexibleFit(observed)!;
  const median = durationMedian(found.fit);
  return {
    median,
    sd: Math.sqrt(Math.max(robustVariance(median), median.modelVariance)),
    profile: medianProfile(observed, found, median),
  };
}

describe('medianProfile', () => {
  it('is 0 at the estimate and rises on both sides', () => {
    const { median, profile } = profiled(spreadDurations({ quantile: hoursOf(20), count: 150 }));
    expect(profileRoot(profile, median.log)).toBe(0);
    const roots = profile.map(({ root }) => root);
    expect(roots).toEqual(roots.toSorted((a, b) => a - b));
  });

  it('gives plus and minus t standard errors where everybody was asked in time', () => {
    const { median, sd, profile } = profiled(spreadDurations({ quantile: hoursOf(34), count: 300, gap: 6 }));
    const t = tQuantile(0.975, 99);
    expect((profileLimit(profile, t)! - median.log) / sd).toBeCloseTo(t, 1);
    expect((median.log - profileLimit(profile, -t)!) / sd).toBeCloseTo(t, 1);
  });

  it('reaches farther down than up where most had ended before the first report', () => {
    const { median, profile } = profiled(spreadDurations({ quantile: hoursOf(20), count: 300, gap: 24 }));
    const [low, high] = [profileLimit(profile, -2)!, profileLimit(profile, 2)!];
    expect(median.log - low).toBeGreaterThan(1.3 * (high - median.log));
  });

  it('has no limit where the root is not reached', () => {
    const profile = [
      { x: 1, root: -1.5 },
      { x: 2, root: 0 },
      { x: 3, root: 3 },
    ];
    expect(profileLimit(profile, -2)).toBeNull();
    expect(profileLimit(profile, 2)).toBeCloseTo(2.6667, 4);
    expect(profileRoot(profile, 0)).toBe(-1.5);
  });
});
