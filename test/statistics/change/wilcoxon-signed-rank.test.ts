import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilcoxonSignedRank } from '../../../shared/statistics/change/wilcoxon-signed-rank.ts';
import type { Counted } from '../../../shared/statistics/summaries/moments.ts';
import { improvements } from '../../../shared/statistics/summaries/transitions.ts';
import { MAGNET, PLACEBO } from './vallbona-1997.ts';

const MANY_CLIENTS = 10;
const counted = (values: readonly number[]): Counted[] =>
  improvements(values.map((value) => ({ before: value, after: 0, count: 1 })));
const ofValues = (values: readonly number[]) => wilcoxonSignedRank(counted(values), MANY_CLIENTS);

describe('wilcoxonSignedRank', () => {
  test('Vallbona 1997: all that changed, improved', () => {
    const ofPairs = (pairs: typeof MAGNET) => ofValues(pairs.map(({ before, after }) => before - after));
    expect(ofPairs(MAGNET)).toEqual({ v: 325, n: 25, zeros: 4, p: 2 / 2 ** 25 });
    expect(ofPairs(PLACEBO)).toEqual({ v: 55, n: 10, zeros: 11, p: 2 / 2 ** 10 });
  });

  test('both signs, ties and zeros', () => {
    // R 4.2.2, exactRankTests 0.8-35: wilcox.exact(x), which drops zeros and is exact with ties
    const values = [3, -1, 2, 2, -2, 5, 4, 1, -1, 2, 6, 3, 0, 0];
    expect(ofValues(values)).toEqual({ v: 68.5, n: 12, zeros: 2, p: expect.closeTo(0.0185546875, 14) });
  });

  test('50 non-zero improvements are still exact', () => {
    // R 4.2.2, exactRankTests 0.8-35: wilcox.exact(x, exact = TRUE)
    const values = [
      -3, 1, 4, 1, 2, -3, 2, 1, -2, 2, 1, 3, -1, -3, 5, 3, 1, 3, 2, -2, 4, -3, -3, 1, -1, 1, 3, 3, 2, 5, 3, 3,
      3, 2, 3, -3, -1, 5, 4, 1, -1, 5, 3, 4, -1, -1, 1, -1, -1, 4,
    ];
    const expected = { v: 959, n: 50, zeros: 0, p: expect.closeTo(0.00137189871677457, 14) };
    expect(ofValues(values)).toEqual(expected);
    expect(ofValues([...values, 0, 0, 0])).toEqual({ ...expected, zeros: 3 });
  });

  test('51 are normal, with the variance for ties and a continuity correction', () => {
    // R 4.2.2: wilcox.test(x, exact = FALSE)
    const values = [
      1, -1, 1, 5, -1, 5, 2, 3, 1, -3, -3, -3, 5, -2, 1, -1, -1, 3, 5, 2, 4, 2, -3, 5, -3, 4, 3, 2, 4, -3, -2,
      5, 3, -3, -1, -2, 5, -2, 5, -1, 1, 4, 2, 2, 4, 1, 4, 2, 1, 5, 5,
    ];
    expect(ofValues(values)).toEqual({ v: 998, n: 51, zeros: 0, p: expect.closeTo(0.00161681766810612, 14) });
  });

  test('normal with zeros and a small p', () => {
    // R 4.2.2: set.seed(7); x <- sample(c(-4:8), 80, replace = TRUE); wilcox.test(x, exact = FALSE)
    const values = [
      5, -2, 7, 2, -3, 5, 1, 3, 3, -2, 3, 3, 1, 3, 6, 5, 7, -2, -1, 3, -3, 1, 1, 6, 0, -1, 6, 1, 5, 2, -3, -1,
      1, 3, 6, 3, 7, -4, 6, -1, 4, -2, 8, 0, 3, 4, 0, 1, 3, 8, 4, -3, 7, 0, 3, 5, 3, 5, 5, 3, 6, -3, 2, 0, 1,
      -2, 0, 4, 2, 3, 7, -3, -3, 3, 8, 1, 5, 8, 3, 2,
    ];
    const { v, n, zeros, p } = ofValues(values);
    expect([v, n, zeros]).toEqual([2360.5, 74, 6]);
    expect(p! / 1.40076708929034e-7).toBeCloseTo(1, 12);
  });

  test('balance is p = 1, never more', () => {
    expect(ofValues([1, -1])).toMatchObject({ v: 1.5, p: 1 });
    const balanced = Array.from({ length: 60 }, (_, index) => (index % 2 ? 2 : -2));
    expect(ofValues(balanced)).toMatchObject({ n: 60, p: 1 });
  });

  test('only zeros, and nothing at all', () => {
    expect(ofValues([0, 0, 0])).toEqual({ v: null, n: 0, zeros: 3, p: null });
    expect(ofValues([])).toEqual({ v: null, n: 0, zeros: 0, p: null });
  });

  test('below ten clients there is no p', () => {
    expect(wilcoxonSignedRank(counted([1, 2, 3]), 9)).toEqual({ v: 6, n: 3, zeros: 0, p: null });
    expect(wilcoxonSignedRank(counted([1, 2, 3]), 10).p).toBe(0.25);
  });

  test('agrees with writing out all signs', () => {
    const values = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(values, (all) => {
        fc.pre(all.some((value) => value !== 0));
        const { v, p } = ofValues(all);
        const sizes = all.filter((value) => value !== 0).map(Math.abs);
        const ranks = sizes.map(
          (size) =>
            sizes.filter((other) => other < size).length +
            (sizes.filter((other) => other === size).length + 1) / 2,
        );
        const sums = Array.from({ length: 2 ** ranks.length }, (_, signs) =>
          ranks.reduce((sum, rank, index) => sum + ((signs >> index) & 1 ? rank : 0), 0),
        );
        const share = (tail: number[]) => tail.length / sums.length;
        const low = share(sums.filter((sum) => sum <= v!));
        const high = share(sums.filter((sum) => sum >= v!));
        expect(p).toBeCloseTo(Math.min(1, 2 * Math.min(low, high)), 12);
      }),
    );
  });
});
