import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcomeStatistics } from '../../shared/claims/outcome-statistics.ts';
import type { Group } from '../../shared/statistics/contract.ts';
import { monthDifferences } from '../../shared/statistics/month-differences.ts';
import { welch } from '../../shared/statistics/welch.ts';
import { client, outcome } from './outcomes.ts';

describe('welch', () => {
  test("R's sleep data: t.test(extra ~ group)", () => {
    // Student (1908), R 4.4: means 0.75 and 2.33, SDs 1.78901 and 2.002249, 10 each.
    const error = (sd: number) => sd / Math.sqrt(10);
    const found = welch(
      { mean: 0.75, se: error(1.78901), df: 9 },
      { mean: 2.33, se: error(2.002249), df: 9 },
    );
    expect(found.difference / found.se).toBeCloseTo(-1.8608, 4);
    expect(found.df).toBeCloseTo(17.776, 3);
    expect(found.p).toBeCloseTo(0.07939, 5);
    expect(found.ci95![0]).toBeCloseTo(-3.3654832, 4);
    expect(found.ci95![1]).toBeCloseTo(0.2054832, 4);
  });

  test('turned round, the difference changes its sign and nothing else', () => {
    const estimate = fc.record({
      mean: fc.double({ min: -10, max: 10, noNaN: true }),
      se: fc.double({ min: 0.01, max: 5, noNaN: true }),
      df: fc.integer({ min: 1, max: 500 }),
    });
    fc.assert(
      fc.property(estimate, estimate, (a, b) => {
        const [one, other] = [welch(a, b), welch(b, a)];
        expect(one.difference + other.difference).toBe(0);
        expect([one.se, one.df, one.p]).toEqual([other.se, other.df, other.p]);
        expect(one.df).toBeGreaterThanOrEqual(Math.min(a.df, b.df) - 1e-9);
        expect(one.df).toBeLessThanOrEqual(a.df + b.df + 1e-9);
      }),
    );
  });

  test('without any spread there is no test', () => {
    const exact = (mean: number) => ({ mean, se: 0, df: 9 });
    expect(welch(exact(3), exact(1))).toEqual({ difference: 2, se: 0, df: null, ci95: null, p: null });
  });
});

/** A technique's group, of one session each of clients with these pairs. */
function groupOf(
  technique: 'deep-tissue' | 'relaxation',
  pairs: readonly (readonly [number, number])[],
): Group {
  const clients = pairs.map(([painBefore, painAfter], index) =>
    client(`c-${index}`, [outcome({ technique, combination: [technique], painBefore, painAfter })]),
  );
  return outcomeStatistics({ clinicId: 'riverside', from: null, to: null, clients }).techniques[0]!;
}

const falls = (...improvements: number[]) => improvements.map((fall) => [9, 9 - fall] as const);
const ORDER = ['deep-tissue', 'relaxation'];

describe('monthDifferences', () => {
  const now = falls(4, 5, 4, 3, 5, 4, 4, 5, 3, 4);
  const before = falls(1, 2, 1, 0, 2, 1, 1, 2, 0, 1);

  test('one session of each client: the classical test, with n - 1 degrees of freedom in each month', () => {
    const [row] = monthDifferences([groupOf('deep-tissue', now)], [groupOf('deep-tissue', before)], ORDER);
    // Both months: variance 0.5444..., n = 10, so the error is sqrt(2 * 0.05444) and there are 18 degrees of freedom.
    expect(row).toMatchObject({
      technique: 'deep-tissue',
      current: { sessions: 10, n: 10, clients: 10, mean: 4.1 },
      previous: { sessions: 10, n: 10, clients: 10, mean: 1.1 },
    });
    expect(row!.difference).toBeCloseTo(3, 12);
    expect(row!.se).toBeCloseTo(Math.sqrt((2 * (4.9 / 9)) / 10), 12);
    expect(row!.df).toBeCloseTo(18, 9);
  });

  test('p is adjusted over the techniques that are tested, by Holm', () => {
    const rows = monthDifferences(
      [groupOf('deep-tissue', now), groupOf('relaxation', falls(3, 2, 4, 3, 2, 3, 4, 2, 3, 3))],
      [groupOf('deep-tissue', before), groupOf('relaxation', falls(2, 2, 3, 3, 2, 3, 3, 2, 2, 3))],
      ORDER,
    );
    const [smaller, larger] = rows.map(({ p }) => p!).sort((a, b) => a - b);
    expect(rows.map(({ pHolm }) => pHolm!).sort((a, b) => a - b)).toEqual([
      2 * smaller!,
      Math.max(2 * smaller!, larger!),
    ]);
  });

  test('fewer than 10 clients in one of the months are not tested, and take no part in the adjustment', () => {
    const rows = monthDifferences(
      [groupOf('deep-tissue', now), groupOf('relaxation', falls(3, 2, 4))],
      [groupOf('deep-tissue', before)],
      ORDER,
    );
    expect(rows[0]!.pHolm).toBe(rows[0]!.p);
    expect(rows[1]).toEqual({
      technique: 'relaxation',
      current: { sessions: 3, n: 3, clients: 3, mean: 3 },
      previous: { sessions: 0, n: 0, clients: 0, mean: null },
      ...{ difference: null, se: null, df: null, ci95: null, p: null, pHolm: null },
      note: 'fewer than 10 clients with both scores in one of the months',
    });
  });
});
