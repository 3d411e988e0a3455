import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likelyMean } from '../../../../shared/privacy/differential-privacy/estimates/likely-mean.ts';
import { noisyMean } from '../../../../shared/privacy/differential-privacy/noise/noisy-mean.ts';

const VALUES = [-2, 0.75, 2.4, 4.5, 7];
const Z2 = 1.959963984540054 ** 2;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * How much farther off the best counts with a mean are, by the definition alone: projected gradient descent over counts of 0
 * or more. Slow, and nothing like the code under test.
 */
function fartherWith(m: number, counts: readonly number[], variance: number): number {
  const off = VALUES.map((value) => value - m);
  const sampling = sum(counts.map((count, bin) => Math.max(0, count) * off[bin]! ** 2));
  if (sampling === 0) return 0;
  const distance = (r: readonly number[]) =>
    sum(r.map((count, bin) => (counts[bin]! - count) ** 2)) / variance +
    sum(r.map((count, bin) => count * off[bin]!)) ** 2 / sampling;
  let r = counts.map((count) => Math.max(0, count));
  const step = 1 / (1 / variance + sum(off.map((by) => by ** 2)) / sampling);
  for (let turn = 0; turn < 20_000; turn++) {
    const points = sum(r.map((count, bin) => count * off[bin]!));
    r = r.map((count, bin) =>
      Math.max(0, count - step * ((count - counts[bin]!) / variance + (off[bin]! * points) / sampling)),
    );
  }
  return distance(r) - sum(counts.map((count) => Math.min(0, count) ** 2)) / variance;
}

describe('likelyMean', () => {
  it('has for ends the means that are 1.96 standard deviations off, or those of the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -15, max: 120 }), { minLength: 5, maxLength: 5 }),
        fc.double({ min: 1, max: 60, noNaN: true }),
        (counts, variance) => {
          const { value, low, high } = likelyMean(counts, VALUES, variance);
          expect(low).toBeLessThanOrEqual(value);
          expect(high).toBeGreaterThanOrEqual(value);
          if (counts.every((count) => count <= 0)) {
            expect([low, high]).toEqual([-2, 7]);
            return;
          }
          for (const end of [low, high]) {
            const farther = fartherWith(end, counts, variance);
            if (end === -2 || end === 7) expect(farther).toBeLessThan(Z2 + 0.02);
            else expect(Math.abs(farther - Z2)).toBeLessThan(0.02);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is Fieller’s set where all counts are well above 0, and never wider where noise went below', () => {
    const many = [120, 230, 260, 170, 90];
    const [likely, fieller] = [likelyMean(many, VALUES, 40), noisyMean(many, VALUES, 40)];
    expect(likely.value).toBeCloseTo(fieller.value, 10);
    expect(likely.low).toBeCloseTo(fieller.low, 3);
    expect(likely.high).toBeCloseTo(fieller.high, 3);
    expect(likelyMean(many, VALUES, 0).low).toBeCloseTo(noisyMean(many, VALUES, 0).low, 3);
    const few = [-9, 40, 52, 31, -6];
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    expect(width(likelyMean(few, VALUES, 60))).toBeLessThan(0.85 * width(noisyMean(few, VALUES, 60)));
  });

  it('is wider where clients who are counted twice are alike', () => {
    const counts = [12, 28, 32, 21, 7];
    const width = (alike: number) => {
      const { low, high } = likelyMean(counts, VALUES, 0, { alike });
      return high - low;
    };
    expect(width(2) / width(1)).toBeCloseTo(Math.SQRT2, 1);
  });

  it('never comes nearer than bins put a mean off, however many clients there are', () => {
    const width = (counts: readonly number[], binError: number) => {
      const { low, high } = likelyMean(counts, VALUES, 0, { binError });
      return high - low;
    };
    const crowd = [120e4, 280e4, 320e4, 210e4, 70e4];
    expect(width(crowd, 0.07) / 2).toBeCloseTo(1.96 * 0.07, 2);
    const few = [12, 28, 32, 21, 7];
    expect(width(few, 0.07) / width(few, 0)).toBeCloseTo(Math.hypot(1, (0.07 * 10) / 2.3), 1);
  });
});
