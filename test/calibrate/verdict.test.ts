import { describe, expect, it } from 'vitest';
import type { Pledge, Scenario } from '../../infra/calibrate/scenarios/scenario.ts';
import { lowerTail, verdictOf } from '../../infra/calibrate/verdict.ts';

const pledge: Pledge = { claim: 'lead', promise: 'is kept', atLeast: 0.93, isKept: () => true };
const scenario: Scenario = {
  name: 'a clinic',
  simulate: () => ({ sessions: [], entries: [] }),
  pledges: [pledge],
};

describe('lowerTail', () => {
  it.each([
    // Sums of the binomial's terms in exact arithmetic.
    [7, 10, 0.93, 0.028_342_145],
    [911, 1000, 0.93, 0.013_019_053],
    [0, 5, 0.5, 0.031_25],
    [5, 5, 0.5, 1],
  ])('P(X <= %d) of %d with %d', (k, n, p, expected) => {
    expect(lowerTail(k, n, p)).toBeCloseTo(expected, 8);
  });

  it('is the sum of the probabilities', () => {
    const terms = Array.from({ length: 4 }, (_, k) => [1, 6, 15, 20][k]! * 0.8 ** k * 0.2 ** (6 - k));
    expect(lowerTail(3, 6, 0.8)).toBeCloseTo(
      terms.reduce((a, b) => a + b, 0),
      12,
    );
  });
});

describe('verdictOf', () => {
  it('keeps what chance may take', () => {
    const verdict = verdictOf(scenario, pledge, { datasets: 1000, said: 1000, kept: 915 });
    expect(verdict).toMatchObject({ verdict: 'kept', kept: 0.915, datasets: 1000, said: 1 });
    expect(verdict.promise).toBe('is kept in at least 93 %');
    expect(verdict.ci95[0]).toBeLessThan(0.915);
  });

  it('breaks beyond it', () => {
    expect(verdictOf(scenario, pledge, { datasets: 1000, said: 1000, kept: 905 }).verdict).toBe('broken');
    expect(verdictOf(scenario, pledge, { datasets: 10, said: 10, kept: 0 }).verdict).toBe('broken');
  });

  it('counts a withheld claim as neither, and most data sets must have one', () => {
    expect(verdictOf(scenario, pledge, { datasets: 100, said: 49, kept: 49 }).verdict).toBe('silent');
    expect(verdictOf(scenario, pledge, { datasets: 100, said: 50, kept: 50 }).verdict).toBe('kept');
    expect(verdictOf(scenario, pledge, { datasets: 9, said: 0, kept: 0 }).verdict).toBe('silent');
  });
});
