import { bernoulliExp } from './bernoulli.ts';
import { type Rational, rational } from './rational.ts';
import type { Uniform } from './uniform.ts';

const ONE = rational(1n, 1n);

/**
 * Failures before a success of probability 1 - exp(-1/scale): P(k) is proportional to exp(-k/scale)
 * (arXiv 2004.00010, algorithm 2).
 */
export function geometric(scale: Rational, uniform: Uniform): bigint {
  const { numerator: t, denominator: s } = scale;
  let part = uniform(t);
  while (!bernoulliExp(rational(part, t), uniform)) part = uniform(t);
  let wholes = 0n;
  while (bernoulliExp(ONE, uniform)) wholes++;
  return (wholes * t + part) / s;
}

/**
 * Discrete Laplace noise: P(k) is proportional to exp(-|k|/scale). A sign and a magnitude; "minus nought" is
 * drawn again, or 0 would come twice as often as it should.
 *
 * @param scale above 0
 */
export function discreteLaplace(scale: Rational, uniform: Uniform): bigint {
  for (;;) {
    const negative = uniform(2n) === 1n;
    const magnitude = geometric(scale, uniform);
    if (!negative) return magnitude;
    if (magnitude !== 0n) return -magnitude;
  }
}
