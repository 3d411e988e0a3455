import { describe, expect, it } from 'vitest';
import { durationMedian, medianDegrees } from '../../../shared/statistics/durations/duration-median.ts';
import { logNormalFit } from '../../../shared/statistics/durations/log-normal-fit.ts';
import { twelveSessions } from './twelve-sessions.ts';

describe('durationMedian', () => {
  const median = durationMedian(logNormalFit(twelveSessions({ truncated: false }))!);

  it('has clients whose influences leave it where it is', () => {
    expect([...median.influences.values()].reduce((sum, influence) => sum + influence, 0)).toBeCloseTo(0, 9);
  });

  it('shares all information among the clients', () => {
    expect(median.leverages.reduce((sum, leverage) => sum + leverage, 0)).toBeCloseTo(1, 9);
  });
});

describe('medianDegrees', () => {
  it('is one less than the clients where all know as much', () => {
    expect(medianDegrees({ leverages: new Float64Array(12).fill(0.5) })).toBeCloseTo(11, 10);
  });

  // Σ p² = 0.375, q = 0.5, 1 / 12, 1 / 12: the formula of the CR2 variance of a mean, by hand.
  it('is less where one knows most', () => {
    expect(medianDegrees({ leverages: Float64Array.of(0.5, 0.25, 0.25) })).toBeCloseTo(
      1 / (0.375 + (2 / 3) ** 2 - (1 / 4 + 1 / 72)),
      10,
    );
  });
});
