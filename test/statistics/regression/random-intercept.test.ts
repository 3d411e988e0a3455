import { describe, expect, it } from 'vitest';
import {
  addValue,
  type ClusterSums,
  noValues,
  predictedBy,
  randomInterceptFits,
} from '../../../shared/statistics/regression/random-intercept.ts';

const Y = [2, 3, 1, 4, 5, 3, 0, 1, 2, 2];
const CLUSTER = [1, 1, 1, 2, 2, 2, 3, 3, 4, 5];
const SLOPE = [1, 0, -1, 2, 0, -2, 1, -1, 0, 0.5];

function clusters(): Map<number, ClusterSums> {
  const sums = new Map([...new Set(CLUSTER)].map((cluster) => [cluster, noValues(3)]));
  for (const [at, y] of Y.entries()) {
    addValue(sums.get(CLUSTER[at]!)!, [Number(at < 6), Number(at >= 6), SLOPE[at]!], y);
  }
  return sums;
}

/**
 * R, with the variance of all values as a matrix: V <- diag(10) + r * outer(g, g, "=="), W <- solve(V), A <- t(x) W x,
 * ll <- -(log(det(V)) + log(det(A)) + 7 log(s2)) / 2 at r = share / (1 - share), weights exp(ll) / sum(exp(ll)).
 */
describe('randomInterceptFits', () => {
  it('has the restricted likelihood that dense matrices have in R', () => {
    const fits = randomInterceptFits([...clusters().values()], 3);
    expect(fits).toHaveLength(24);
    expect(fits[0]!.weight).toBeCloseTo(0.030225459154, 10);
    expect(fits[7]!.weight).toBeCloseTo(0.053693306267, 10);
    expect(fits[23]!.weight).toBeCloseTo(0.001693263196, 10);
    expect(fits[7]!.within).toBeCloseTo(1.1383828746, 9);
    // nlme::lme(y ~ x - 1, random = ~1 | g) has its maximum at 0.8649508 of 0.8649508 + 0.9545486: the share nearest to it.
    const likeliest = fits.reduce((best, fit) => (fit.weight > best.weight ? fit : best));
    expect(likeliest.ratio / (1 + likeliest.ratio)).toBeCloseTo(0.4753784, 1);
  });

  it('predicts as the best linear unbiased predictor does, with its variance, of a cluster with and without values', () => {
    const own = clusters();
    const fit = randomInterceptFits([...own.values()], 3)[7]!;
    const second = predictedBy(fit, own.get(2)!, [1, 0, 1.5]);
    expect(second.value).toBeCloseTo(3.8519731509, 9);
    expect(second.variance).toBeCloseTo(0.5104697911, 9);
    const another = predictedBy(fit, noValues(3), [1, 0, 1.5]);
    expect(another.value).toBeCloseTo(3.275050074, 8);
    expect(another.variance).toBeCloseTo(1.177180041, 8);
  });
});
