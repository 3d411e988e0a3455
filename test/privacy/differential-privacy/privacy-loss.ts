import { gaussianProbability } from '../samplers/exact-probabilities.ts';

/**
 * Distribution of the privacy loss of counts that one client changes by one each, every one with discrete
 * Gaussian noise, exactly: the loss ln p(y)/q(y) at y is (1 - 2y) / (2 sigma²) or its mirror image, so for
 * variances that divide a common number all losses lie on one lattice, and independent ones add up by
 * convolution.
 */
export type PrivacyLoss = {
  /** Loss of one step of the lattice. */
  step: number;
  /** Steps of the first entry. */
  first: number;
  /** P(loss), under the world in which the client is. */
  probability: Float64Array;
};

/** Tail that is left out, as a number of standard deviations: less than 1e-22 on each side. */
const REACH = 10;

/**
 * @param sigmaSquared such that `lattice` is a whole multiple of each
 * @param lattice e.g. 160 for 20, 160/3, 80 and 40
 */
export function privacyLoss(sigmaSquared: readonly number[], lattice: number): PrivacyLoss {
  return sigmaSquared
    .map((variance): PrivacyLoss => {
      const p = gaussianProbability(variance);
      const reach = Math.ceil(REACH * Math.sqrt(variance));
      const steps = Math.round(lattice / variance);
      // y - 1 is the noise in the world with the client; half steps, since (2y - 1) is odd.
      const first = steps * (1 - 2 * reach);
      const probability = new Float64Array(4 * reach * steps + 1);
      for (let noise = -reach; noise <= reach; noise++) {
        probability[steps * (2 * noise + 1) - first] = p(Math.abs(noise));
      }
      return { step: 1 / (2 * lattice), first, probability };
    })
    .reduce(convolved);
}

export function convolved(a: PrivacyLoss, b: PrivacyLoss): PrivacyLoss {
  const probability = new Float64Array(a.probability.length + b.probability.length - 1);
  const [sparse, other] = [...[a, b]].sort((x, y) => filled(x) - filled(y)) as [PrivacyLoss, PrivacyLoss];
  sparse.probability.forEach((p, at) => {
    if (p === 0) return;
    for (let to = 0; to < other.probability.length; to++) probability[at + to]! += p * other.probability[to]!;
  });
  return { step: a.step, first: a.first + b.first, probability };
}

const filled = ({ probability }: PrivacyLoss) => probability.filter((p) => p > 0).length;

/** Σ max(0, p - e^epsilon q), the smallest delta that goes with epsilon. */
export function hockeyStick({ step, first, probability }: PrivacyLoss, epsilon: number): number {
  return probability.reduce(
    (delta, p, at) => delta + p * Math.max(0, -Math.expm1(epsilon - step * (first + at))),
    0,
  );
}

/** Rényi divergence of order alpha, ln Σ p (p/q)^(alpha - 1) / (alpha - 1). */
export function renyiDivergence({ step, first, probability }: PrivacyLoss, alpha: number): number {
  const moment = probability.reduce((sum, p, at) => sum + p * Math.exp((alpha - 1) * step * (first + at)), 0);
  return Math.log(moment) / (alpha - 1);
}
