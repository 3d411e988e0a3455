import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bracketProbability } from '../../../shared/statistics/durations/bracket-probability.ts';
import { NEVER } from '../../../shared/statistics/durations/duration-brackets.ts';
import { NormalTails } from '../../../shared/statistics/durations/normal-tails.ts';

const empty = () => ({ log: 0, atLeft: 0, atRight: 0 });

it('has the probabilities of brackets between any two scores, and beyond any', () => {
  const score = fc.double({ min: -60, max: 60, noNaN: true });
  const length = fc.double({ min: 0.01, max: 50, noNaN: true });
  fc.assert(
    fc.property(score, length, fc.boolean(), (left, wide, isBounded) => {
      const [found, expected] = [empty(), empty()];
      new NormalTails(Float64Array.of(left, left + wide)).bracket(0, isBounded ? 1 : NEVER, found);
      bracketProbability(left, isBounded ? left + wide : Number.POSITIVE_INFINITY, expected);
      const apart = (part: keyof typeof found, least: number) =>
        Math.abs(found[part] - expected[part]) / Math.max(least, Math.abs(expected[part]));
      expect(apart('log', 1)).toBeLessThan(1e-12);
      // The density at an end may be too small for a number where that at the other one is not: then it is nothing.
      expect(apart('atLeft', 1e-15)).toBeLessThan(1e-10);
      expect(apart('atRight', 1e-15)).toBeLessThan(1e-10);
    }),
    { numRuns: 5000 },
  );
});
