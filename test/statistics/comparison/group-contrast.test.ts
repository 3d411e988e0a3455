import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type GroupedClients, groupContrast } from '../../../shared/statistics/comparison/group-contrast.ts';
import { clusteredMean } from '../../../shared/statistics/intervals/clustered-mean.ts';
import { denseContrast, denseRegression } from './dense-cr2.ts';

type Value = { client: number; group: number; value: number };

function grouped(values: readonly Value[], groups: number): GroupedClients {
  const clients = Math.max(...values.map(({ client }) => client)) + 1;
  const n = new Float64Array(clients * groups);
  const sum = new Float64Array(clients * groups);
  for (const { client, group, value } of values) {
    n[client * groups + group]! += 1;
    sum[client * groups + group]! += value;
  }
  return { clients, groups, n, sum };
}

const GROUPS = 3;
const values = fc
  .array(
    fc.record({
      client: fc.integer({ min: 0, max: 8 }),
      group: fc.integer({ min: 0, max: GROUPS - 1 }),
      value: fc.integer({ min: -10, max: 10 }),
    }),
    { minLength: 12, maxLength: 60, size: 'max' },
  )
  .filter((all) =>
    Array.from({ length: GROUPS }, (_, g) => g).every((g) => all.some(({ group }) => group === g)),
  );
const weights = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: GROUPS, maxLength: GROUPS });

describe('groupContrast', () => {
  test('is the dense computation with every row and every client pair, to 1e-9', () => {
    let [alone, seen] = [0, 0];
    fc.assert(
      fc.property(values, weights, (all, contrast) => {
        const { estimate, se, df } = groupContrast(grouped(all, GROUPS), contrast);
        const x = all.map(({ group }) => Array.from({ length: GROUPS }, (_, g) => (g === group ? 1 : 0)));
        const pairs = all.map(({ client, value }) => ({ client: String(client), improvement: value }));
        const dense = denseContrast(denseRegression(x, pairs), contrast);
        expect(estimate).toBeCloseTo(dense.estimate, 9);
        expect(se).toBeCloseTo(dense.se, 9);
        if (df === null) alone += 1;
        else expect(df / dense.df).toBeCloseTo(1, 9);
        seen += 1;
      }),
      { numRuns: 200 },
    );
    expect(alone).toBeLessThan(seen / 4); // or the property would have said little
  });

  test('of one group is the closed form for a mean', () => {
    fc.assert(
      fc.property(values, (all) => {
        const one = grouped(
          all.map((value) => ({ ...value, group: 0 })),
          1,
        );
        const sums = Array.from(one.n, (n, g) => ({ n, sum: one.sum[g]! })).filter(({ n }) => n > 0);
        fc.pre(sums.length > 1);
        const { se, df } = clusteredMean(sums);
        const contrast = groupContrast(one, [1]);
        expect(contrast.se).toBeCloseTo(se!, 9);
        expect(contrast.df).toBeCloseTo(df!, 9);
      }),
    );
  });

  test('a client who alone is a group leaves no degrees of freedom', () => {
    const all = [0, 0, 1, 2].map((client, index) => ({ client, group: client === 0 ? 0 : 1, value: index }));
    expect(groupContrast(grouped(all, 2), [1, 0])).toEqual({ estimate: 0.5, se: 0, df: null });
  });
});
