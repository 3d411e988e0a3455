import { describe, expect, test } from 'vitest';
import { pairedChange } from '../../../shared/statistics/change/paired-change.ts';
import { expectAlike } from '../expect-alike.ts';
import { type Frame, records, rFixture } from '../r-fixture.ts';
import { type ClientPair, tallyOf } from '../tallies.ts';

type FromR = {
  n: number;
  mean: number;
  sd: number;
  median: number;
  atLeast30Percent: unknown;
  wilcoxon: { n: number };
};
type Fixture = { sessions: Frame; change: FromR };

describe('change of a simulated clinic', () => {
  // t.test, cor, clubSandwich, wilcox.exact or wilcox.test, prop.test: see fixtures/generate.R.
  test.each(['all', 'relaxation'] as const)('R: %s', (name) => {
    const { sessions, change } = rFixture<Record<typeof name, Fixture>>('change')[name];
    const { mean, sd, median, atLeast30Percent, ...same } = change;
    const ours = pairedChange(tallyOf(records<ClientPair>(sessions)));
    expectAlike(ours, { ...same, improvement: { mean, sd, median }, responders: { atLeast30Percent } });
    // One of the two is small enough for the exact test.
    expect(same.wilcoxon.n <= 50).toBe(name === 'relaxation');
  });
});
