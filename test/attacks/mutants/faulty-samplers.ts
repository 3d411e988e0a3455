import { createHash } from 'node:crypto';
import { bernoulliExp } from '../../../shared/privacy/samplers/bernoulli.ts';
import { discreteGaussian } from '../../../shared/privacy/samplers/discrete-gaussian.ts';
import { discreteLaplace, geometric } from '../../../shared/privacy/samplers/discrete-laplace.ts';
import { integerRoot } from '../../../shared/privacy/samplers/integer-root.ts';
import { type Rational, rational } from '../../../shared/privacy/samplers/rational.ts';
import { secureRandom } from '../../../shared/privacy/samplers/secure-random.ts';
import { type RandomBytes, type Uniform, uniformFrom } from '../../../shared/privacy/samplers/uniform.ts';
import type { Samplers } from '../mechanism.ts';

const random = secureRandom();
export const soundUniform = uniformFrom(random);

/** The real samplers over some uniform numbers. */
export function samplersOver(uniform: Uniform): Samplers {
  return {
    uniform,
    bernoulliExp: (x) => bernoulliExp(x, uniform),
    discreteLaplace: (scale) => discreteLaplace(scale, uniform),
    discreteGaussian: (sigmaSquared) => discreteGaussian(sigmaSquared, uniform),
  };
}

/** The remainder of a byte, or of four: small values come more often. */
export const moduloUniform: Uniform = (bound) => {
  const bytes = Buffer.from(random(4));
  return (bound <= 256n ? BigInt(bytes[0]!) : BigInt(bytes.readUInt32BE())) % bound;
};

/** Laplace and Gaussian noise that take "minus nought" for 0. */
export const samplersWithTwoNoughts: Samplers = {
  ...samplersOver(soundUniform),
  discreteLaplace: twoNoughtLaplace,
  discreteGaussian({ numerator: n, denominator: d }) {
    const t = integerRoot(n / d) + 1n;
    for (;;) {
      const candidate = twoNoughtLaplace(rational(t, 1n));
      const offset = (candidate < 0n ? -candidate : candidate) * t * d - n;
      if (bernoulliExp(rational(offset * offset, 2n * n * d * t * t), soundUniform)) return candidate;
    }
  },
};

function twoNoughtLaplace(scale: Rational): bigint {
  const magnitude = geometric(scale, soundUniform);
  return soundUniform(2n) === 1n ? -magnitude : magnitude;
}

/** Noise of a standard deviation where a variance was asked for. */
export function gaussianOfSigma({ numerator, denominator }: Rational): bigint {
  const sigma = Math.sqrt(Number(numerator) / Number(denominator));
  return discreteGaussian(rational(BigInt(Math.round(sigma * 1e6)), 1_000_000n), soundUniform);
}

/** The textbook's continuous Laplace noise of the same variance, from Math.random. */
export function logarithmLaplace({ numerator, denominator }: Rational): number {
  const scale = Math.sqrt(Number(numerator) / Number(denominator) / 2);
  const u = Math.random() - 0.5;
  return -scale * Math.sign(u) * Math.log(1 - 2 * Math.abs(u));
}

/** Good bytes, but the same again for the same seed. */
export function seededBytes(seed: string): RandomBytes {
  const bytes = createHash('shake256', { outputLength: 1 << 15 })
    .update(seed)
    .digest();
  let used = 0;
  return (count) => {
    used += count;
    if (used > bytes.length) throw new RangeError('no bytes left');
    return new Uint8Array(bytes.subarray(used - count, used));
  };
}
