import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClientSum } from '../../../shared/statistics/intervals/clustered-mean.ts';
import { effectiveWilson } from '../../../shared/statistics/intervals/effective-wilson.ts';
import { wilson } from '../../../shared/statistics/intervals/wilson.ts';

/** Made with R 4.2.2 and clubSandwich 0.5.8: mean of 0/1, CR2 by client, t in Wilson's formula. */
const CLIENTS = [1, 1, 1, 1, 2, 2, 3, 3, 3, 4, 5, 5, 5, 5, 5, 6, 7, 7, 8, 9, 9, 9, 10, 10, 11, 12, 12, 12];
const OUTCOMES = [1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 0, 1, 1];

function sums(clients: readonly number[], outcomes: readonly number[]): ClientSum[] {
  const all = new Map<number, ClientSum>();
  for (const [index, client] of clients.entries()) {
    const { n, sum } = all.get(client) ?? { n: 0, sum: 0 };
    all.set(client, { n: n + 1, sum: sum + outcomes[index]! });
  }
  return [...all.values()];
}

describe('effectiveWilson', () => {
  test('gives the known answer', () => {
    const share = effectiveWilson(sums(CLIENTS, OUTCOMES))!;
    expect(share.rate).toBeCloseTo(0.607143, 6);
    expect(share.df).toBeCloseTo(8.361314, 6);
    expect(share.effectiveN).toBeCloseTo(15.033831, 6);
    expect(share.ci95[0]).toBeCloseTo(0.329653, 6);
    expect(share.ci95[1]).toBeCloseTo(0.82926, 6);
  });

  test('counts clients where all values are equal', () => {
    const all = effectiveWilson([
      { n: 3, sum: 3 },
      { n: 1, sum: 1 },
      { n: 5, sum: 5 },
    ])!;
    expect(all).toMatchObject({ rate: 1, effectiveN: 3 });
    expect(all.ci95[1]).toBe(1);
    expect(all.ci95[0]).toBeGreaterThan(0);
  });

  test('is not computed for one client', () => {
    expect(effectiveWilson([{ n: 4, sum: 2 }])).toBeNull();
  });

  test('lies around the rate, inside 0 to 1, and is no narrower than Wilson of the sessions', () => {
    const client = fc
      .integer({ min: 1, max: 6 })
      .chain((n) => fc.integer({ min: 0, max: n }).map((sum) => ({ n, sum })));
    fc.assert(
      fc.property(fc.array(client, { minLength: 2, maxLength: 20 }), (clients) => {
        const { rate, ci95, effectiveN } = effectiveWilson(clients)!;
        const n = clients.reduce((total, each) => total + each.n, 0);
        const count = clients.reduce((total, each) => total + each.sum, 0);
        const [low, high] = wilson(count, n)!;
        expect(effectiveN).toBeLessThanOrEqual(n);
        expect(ci95[0]).toBeLessThanOrEqual(Math.min(rate, low) + 1e-12);
        expect(ci95[1]).toBeGreaterThanOrEqual(Math.max(rate, high) - 1e-12);
        expect(ci95[0]).toBeGreaterThanOrEqual(0);
        expect(ci95[1]).toBeLessThanOrEqual(1);
      }),
    );
  });
});
