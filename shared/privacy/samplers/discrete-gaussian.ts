import { bernoulliExp } from './bernoulli.ts';
import { discreteLaplace } from './discrete-laplace.ts';
import { integerRoot } from './integer-root.ts';
import { type Rational, rational } from './rational.ts';
import type { Uniform } from './uniform.ts';

/**
 * Discrete Gaussian noise: P(k) is proportional to exp(-k² / (2 sigma²)), exactly, in integers throughout, by
 * rejection from discrete Laplace noise (Canonne, Kamath & Steinke 2020, arXiv 2004.00010, algorithm 3).
 *
 * @param sigmaSquared above 0
 */
export function discreteGaussian(sigmaSquared: Rational, uniform: Uniform): bigint {
  const { numerator: n, denominator: d } = sigmaSquared;
  if (n === 0n) throw new RangeError('expected a variance above 0');
  const t = integerRoot(n / d) + 1n;
  const scale = rational(t, 1n);
  for (;;) {
    const candidate = discreteLaplace(scale, uniform);
    const offset = (candidate < 0n ? -candidate : candidate) * t * d - n;
    if (bernoulliExp(rational(offset * offset, 2n * n * d * t * t), uniform)) return candidate;
  }
}
