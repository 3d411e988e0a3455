import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bernoulliExp } from '../../../shared/privacy/samplers/bernoulli.ts';
import { discreteLaplace, geometric } from '../../../shared/privacy/samplers/discrete-laplace.ts';
import { integerRoot } from '../../../shared/privacy/samplers/integer-root.ts';
import { greatestCommonDivisor, rational } from '../../../shared/privacy/samplers/rational.ts';
import { assertSecure, secureRandom } from '../../../shared/privacy/samplers/secure-random.ts';
import { type RandomBytes, type Uniform, uniformFrom } from '../../../shared/privacy/samplers/uniform.ts';
import { everyOutcome } from './every-outcome.ts';
import { gaussianProbability, laplaceProbability } from './exact-probabilities.ts';

const positive = fc.bigInt({ min: 1n, max: 1n << 80n });

describe('fractions', () => {
  it('are in lowest terms and have the value they were given', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 80n }), positive, positive, (n, d, factor) => {
        const reduced = rational(n * factor, d * factor);
        expect(reduced.numerator * d).toBe(n * reduced.denominator);
        expect(greatestCommonDivisor(reduced.numerator, reduced.denominator)).toBe(1n);
        expect(reduced).toEqual(rational(n, d));
      }),
    );
  });

  it('know the greatest common divisor', () => {
    expect(greatestCommonDivisor(1071n, 462n)).toBe(21n); // Euclid's example in Wikipedia
    expect(greatestCommonDivisor(0n, 5n)).toBe(5n);
    expect(greatestCommonDivisor(2n ** 89n - 1n, 2n ** 61n - 1n)).toBe(1n); // two primes
  });

  it('refuse what is none', () => {
    expect(() => rational(-1n, 2n)).toThrow(RangeError);
    expect(() => rational(1n, 0n)).toThrow(RangeError);
  });

  it('have whole roots that are neither too large nor too small', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 120n }), (value) => {
        for (const square of [value, value * value, value * value + 1n]) {
          const root = integerRoot(square);
          expect(root * root <= square && (root + 1n) ** 2n > square).toBe(true);
        }
      }),
    );
  });
});

describe('uniformFrom', () => {
  const given = (bytes: readonly number[]): RandomBytes => {
    let at = 0;
    return (count) => {
      if (at + count > bytes.length) throw new RangeError('no bytes left');
      at += count;
      return Uint8Array.from(bytes.slice(at - count, at));
    };
  };

  it.each([2, 3, 5, 7, 128, 129, 200, 255, 256])('gives each number below %i from as many bytes', (bound) => {
    const times = new Map<bigint, number>();
    for (let byte = 0; byte < 256; byte++) {
      try {
        const value = uniformFrom(given([byte]))(BigInt(bound));
        times.set(value, (times.get(value) ?? 0) + 1);
      } catch (error) {
        expect(error).toEqual(new RangeError('no bytes left')); // refused, and drawn again
      }
    }
    expect([...times.keys()].sort((a, b) => Number(a - b))).toEqual(
      Array.from({ length: bound }, (_, value) => BigInt(value)),
    );
    expect(new Set(times.values()).size).toBe(1);
  });

  it('gives each number below 257 and 1000 from as many pairs of bytes', () => {
    for (const bound of [257, 1000]) {
      const times = new Uint16Array(bound);
      for (let pair = 0; pair < 65_536; pair++) {
        try {
          times[Number(uniformFrom(given([pair >> 8, pair & 0xff]))(BigInt(bound)))]! += 1;
        } catch {}
      }
      expect(new Set(times).size).toBe(1);
      expect(times[0]).toBeGreaterThan(0);
    }
  });

  it('reads wide numbers whole, asks for no byte too many, and for none when there is no choice', () => {
    expect(uniformFrom(given([0xff, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde]))(1n << 57n)).toBe(
      0x0112_3456_789a_bcden,
    );
    expect(uniformFrom(given([0x7f, 1, 2, 3, 4, 5, 6, 7, 8]))(1n << 65n)).toBe(
      (1n << 64n) + 0x0102_0304_0506_0708n,
    );
    expect(uniformFrom(given([]))(1n)).toBe(0n);
    expect(() => uniformFrom(given([]))(0n)).toThrow(RangeError);
  });
});

describe('samplers, over every sequence of uniform numbers', () => {
  /** No outcome has less than was found, nor more than that and what stayed open. */
  const agrees = (draw: (uniform: Uniform) => unknown, exact: Record<string, number>, least: number) => {
    const { probability, open } = everyOutcome(draw, least);
    expect(open).toBeLessThan(0.1);
    for (const [outcome, p] of Object.entries(exact)) {
      const found = probability.get(outcome) ?? 0;
      expect(found, outcome).toBeLessThanOrEqual(p + 1e-12);
      expect(found + open, outcome).toBeGreaterThanOrEqual(p - 1e-12);
    }
  };

  it.each([
    [0n, 1n],
    [1n, 8n],
    [3n, 4n],
    [1n, 1n],
    [3n, 2n],
    [9n, 4n],
    [5n, 1n],
  ])('succeed with probability exp(-%i/%i)', (n, d) => {
    const p = Math.exp(-Number(n) / Number(d));
    agrees((uniform) => bernoulliExp(rational(n, d), uniform), { true: p, false: 1 - p }, 1e-5);
  });

  it('count failures', () => {
    const q = Math.exp(-1 / 2);
    const exact = Object.fromEntries([0, 1, 2, 3].map((k) => [k, (1 - q) * q ** k]));
    agrees((uniform) => geometric(rational(2n, 1n), uniform), exact, 5e-6);
    const [fine, each] = [Math.exp(-2 / 3), 1 - Math.exp(-2 / 3)];
    agrees((uniform) => geometric(rational(3n, 2n), uniform), { 0: each, 1: each * fine }, 5e-6);
  });

  it('draw discrete Laplace noise, as often 0 as is due', () => {
    const p = laplaceProbability(1);
    const exact = Object.fromEntries([-2, -1, 0, 1, 2].map((k) => [k, p(k)]));
    agrees((uniform) => discreteLaplace(rational(1n, 1n), uniform), exact, 1e-5);
  });
});

describe('exact probabilities that the samplers are held to', () => {
  it.each([
    [
      'Laplace of scale 2',
      laplaceProbability(2),
      [0.244918662404, 0.148550677884, 0.0901005406575, 0.0546487403655],
    ],
    [
      'Gaussian of 1/2',
      gaussianProbability(0.5),
      [0.564131226219, 0.207532280249, 0.0103324238253, 6.96193241068e-5],
    ],
    [
      'Gaussian of 1',
      gaussianProbability(1),
      [0.398942278267, 0.241970723224, 0.0539909662243, 0.00443184838823],
    ],
    [
      'Gaussian of 8',
      gaussianProbability(8),
      [0.141047395887, 0.132501766172, 0.109847822367, 0.0803663836494],
    ],
    [
      'Gaussian of 9',
      gaussianProbability(9),
      [0.132980760134, 0.125794409231, 0.106482668507, 0.080656908173],
    ],
  ])('are those of the reference: %s', (_, p, known) => {
    known.forEach((probability, k) => {
      expect(p(k) / probability).toBeCloseTo(1, 10);
    });
  });
});

describe('secureRandom', () => {
  it('is the only source that passes for secure', () => {
    expect(() => assertSecure(secureRandom())).not.toThrow();
    const own: RandomBytes = (count) => new Uint8Array(count);
    expect(() => assertSecure(own)).toThrow(TypeError);
    const wrapped: RandomBytes = (count) => secureRandom()(count);
    expect(() => assertSecure(Object.assign(wrapped, { ...secureRandom() }))).toThrow(TypeError);
  });

  it('gives as many bytes as asked for, across blocks, and none twice', () => {
    const random = secureRandom();
    const seen = new Set<string>();
    for (const count of [1, 4095, 4096, 4097, 16, 4090, 16]) {
      const bytes = random(count);
      expect(bytes).toHaveLength(count);
      for (let at = 0; at + 16 <= count; at += 16)
        seen.add(Buffer.from(bytes.subarray(at, at + 16)).toString('hex'));
    }
    expect(seen.size).toBe(255 + 256 + 256 + 1 + 255 + 1);
  });
});
