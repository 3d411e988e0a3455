import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noisyMean } from '../../../../shared/privacy/differential-privacy/noise/noisy-mean.ts';

const VALUES = [-2, 0.5, 2.5, 4.5, 7];
const Z2 = 1.959963984540054 ** 2;

describe('noisyMean', () => {
  it('has for an interval exactly the means that fit the counts, as a grid finds them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -15, max: 300 }), { minLength: 5, maxLength: 5 }),
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        (counts, variance) => {
          const n = counts.reduce((sum, count) => sum + count, 0);
          const { value, low, high } = noisyMean(counts, VALUES, variance);
          expect(low).toBeLessThanOrEqual(value);
          expect(high).toBeGreaterThanOrEqual(value);
          const fits = (m: number) => {
            const off = counts.reduce((sum, count, bin) => sum + (VALUES[bin]! - m) * count, 0);
            const spread = counts.reduce(
              (sum, count, bin) => sum + (VALUES[bin]! - m) ** 2 * (variance + Math.max(count, 0)),
              0,
            );
            return off ** 2 <= Z2 * spread;
          };
          for (let m = -2; m <= 7; m += 0.01) {
            const nearAnEnd = Math.abs(m - low) < 1e-6 || Math.abs(m - high) < 1e-6;
            if (fits(m) && !nearAnEnd) expect(m >= low && m <= high, `${m}`).toBe(true);
            // Where nothing bounds the mean from both sides, its whole range is given.
            if (n > 0 && low > -2 && high < 7 && m > low && m < high && !nearAnEnd)
              expect(fits(m)).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('without noise is close to the score interval of a rate', () => {
    // Newcombe 1998, Stat Med 17:857, method 3: 0.2553 to 0.3662. Σ (v - m)² h is n m (1 - m) only at m = p:
    // Fieller's variance at other m is larger, hence the interval is a little wider.
    const { value, low, high } = noisyMean([182, 81], [0, 1], 0);
    expect(value).toBeCloseTo(81 / 263, 12);
    expect(low).toBeCloseTo(0.2553, 2);
    expect(high).toBeCloseTo(0.3662, 2);
  });

  it('knows nothing but the range where noise outweighs everybody', () => {
    expect(noisyMean([1, -3, 0, 2, 1], VALUES, 20)).toMatchObject({ low: -2, high: 7 });
    expect(noisyMean([-5, -3, 0, -2, 1], VALUES, 20)).toMatchObject({ low: -2, high: 7 });
  });
});
