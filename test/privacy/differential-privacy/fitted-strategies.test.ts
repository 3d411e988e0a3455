import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { POINTS, RESPONDS } from '../../../shared/privacy/differential-privacy/plan/row-plan.ts';
import { solvePositive } from '../../../shared/statistics/matrices/solve-positive.ts';

/**
 * What docs/privacy.md, "Why bins are measured one by one", says of strategies that measure sums over bins. One is a matrix,
 * a row a measurement: what a client in each bin adds to it, in standard deviations of its noise at rho 1/2.
 */
type Strategy = readonly (readonly number[])[];

/** Around the mean of 2.4 points that the page takes. */
const OF_MEAN = POINTS.map((points) => points - 2.4);
const OF_RESPONDERS = RESPONDS.map((responds) => responds - 0.5);
const OF_CLIENTS = POINTS.map(() => 1);
const BINS = POINTS.map((_, bin) => bin);
const LOWEST = 0;
const HIGHEST = POINTS.length - 1;

/** Of noise, of what is asked as a sum over bins: best linear unbiased, a'M⁻¹a. */
function variance(strategy: Strategy, asked: readonly number[]): number {
  const products = BINS.flatMap((one) => BINS.map((other) => product(strategy, one, other)));
  const solved = solvePositive(Float64Array.from(products), Float64Array.from(asked));
  return asked.reduce((sum, value, bin) => sum + value * solved[bin]!, 0);
}
const product = (strategy: Strategy, one: number, other: number) =>
  strategy.reduce((sum, row) => sum + row[one]! * row[other]!, 0);

/** Squared distance that one client makes who comes, and who moves from a bin to another: in rho of membership, 1 and 2 of bins. */
const ofComing = (strategy: Strategy) => Math.max(...BINS.map((bin) => product(strategy, bin, bin)));
const ofMoving = (strategy: Strategy) =>
  Math.max(
    ...BINS.flatMap((one) =>
      BINS.map(
        (other) =>
          product(strategy, one, one) + product(strategy, other, other) - 2 * product(strategy, one, other),
      ),
    ),
  );

/** A histogram of single bins, and with a part of rho one of bins put together. */
function besideCoarser(groups: readonly (readonly number[])[], part: number): Strategy {
  const histogram = (bins: readonly (readonly number[])[], rho: number) =>
    bins.map((group) => BINS.map((bin) => (group.includes(bin) ? Math.sqrt(rho) : 0)));
  return [...histogram(SINGLE, 1 - part), ...histogram(groups, part)];
}
const SINGLE = BINS.map((bin) => [bin]);
const ONE_BY_ONE = besideCoarser([], 0);

describe('strategies for the bins of a row', () => {
  test('bins one by one cost what the promise says, and the sum of points twice that of who moves', () => {
    expect([ofComing(ONE_BY_ONE), ofMoving(ONE_BY_ONE)]).toEqual([1, 2]);
    expect(variance(ONE_BY_ONE, OF_MEAN)).toBeCloseTo(47.65, 2);
    // With as much noise as keeps the same promise to who comes.
    const sum = [OF_MEAN.map((value) => value / Math.max(...OF_MEAN.map(Math.abs)))];
    expect(ofComing(sum)).toBeCloseTo(1, 12);
    expect(ofMoving(sum)).toBeCloseTo(3.83, 2);
  });

  test('a coarser histogram beside the bins comes to the least that the promise leaves, of the mean', () => {
    const shared = besideCoarser([[0, 1], [2], [3, 4]], 0.4);
    expect(ofComing(shared)).toBeCloseTo(1, 12);
    expect(ofMoving(shared)).toBeCloseTo(2, 12);
    expect(variance(shared, OF_MEAN)).toBeCloseTo(40.6, 1);
    const narrower = (asked: readonly number[]) =>
      Math.sqrt(variance(shared, asked) / variance(ONE_BY_ONE, asked));
    expect(narrower(OF_MEAN)).toBeCloseTo(0.92, 2);
    expect(narrower(OF_RESPONDERS)).toBeCloseTo(0.88, 2);
    expect(narrower(OF_CLIENTS)).toBeCloseTo(0.88, 2);
  });

  test('none comes below 9² over what moving between the outermost bins costs', () => {
    const weight = fc.double({ min: -1, max: 1, noNaN: true });
    const anyStrategy = fc.array(fc.tuple(weight, weight, weight, weight, weight), {
      minLength: 0,
      maxLength: 7,
    });
    fc.assert(
      fc.property(anyStrategy, fc.double({ min: 0.05, max: 1, noNaN: true }), (rows, alone) => {
        // Bins one by one with a little of rho, so that everything asked can be told at all.
        const strategy = [...rows, ...BINS.map((bin) => BINS.map((other) => (other === bin ? alone : 0)))];
        const across = OF_MEAN[HIGHEST]! - OF_MEAN[LOWEST]!;
        expect(across).toBeCloseTo(9, 12);
        expect(variance(strategy, OF_MEAN)).toBeGreaterThanOrEqual(
          (across ** 2 / ofMoving(strategy)) * (1 - 1e-9),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
