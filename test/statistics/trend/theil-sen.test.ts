import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { theilSen } from '../../../shared/statistics/trend/theil-sen.ts';

const weekly = (values: readonly number[]) => values.map((y, x) => ({ x, y }));

describe('theilSen', () => {
  test('7, 6, 6, 5, 5, 4: half a point a week from 6.75', () => {
    expect(theilSen(weekly([7, 6, 6, 5, 5, 4]))).toMatchObject({ slope: -0.5, intercept: 6.75 });
  });

  // By hand after Sen 1968: 15 slopes, Var S = (6*5*17 - 2 * 2*1*9) / 18 = 26.33, C = 10.06, so ranks 2.47
  // and 13.53, taken outwards: the 2nd and the 14th of -1 -1 -1 -.67 -.67 -.6 -.5 (6 times) -.33 0 0.
  test("has Sen's interval, with ties among the values", () => {
    expect(theilSen(weekly([7, 6, 6, 5, 5, 4]))!.slopeCi95).toEqual([-1, 0]);
  });

  // Smith 1967, Example 9.1 of Hollander & Wolfe, Nonparametric Statistical Methods: -0.056 a year.
  test('double ratio of rainfall over five years of cloud seeding', () => {
    expect(theilSen(weekly([1.26, 1.27, 1.12, 1.16, 1.03]))!.slope).toBeCloseTo(-0.05625, 12);
  });

  test('one wild value in five does not move the line', () => {
    expect(theilSen(weekly([7, 6, 5, 40, 3]))!.slope).toBe(-1);
  });

  test('is null without two points', () => {
    expect(theilSen([])).toBeNull();
    expect(theilSen([{ x: 1, y: 2 }])).toBeNull();
  });

  test('lies in its interval, whatever the order of the points', () => {
    const points = fc.uniqueArray(
      fc.record({ x: fc.integer({ min: 0, max: 99 }), y: fc.integer({ min: 0, max: 10 }) }),
      {
        minLength: 2,
        maxLength: 20,
        selector: ({ x }) => x,
      },
    );
    fc.assert(
      fc.property(points, (some) => {
        const fit = theilSen(some)!;
        expect(theilSen(some.toReversed())).toEqual(fit);
        expect(fit.slope).toBeGreaterThanOrEqual(fit.slopeCi95[0]);
        expect(fit.slope).toBeLessThanOrEqual(fit.slopeCi95[1]);
      }),
    );
  });
});
