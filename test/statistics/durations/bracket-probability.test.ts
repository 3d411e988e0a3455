import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BracketProbability,
  bracketProbability,
} from '../../../shared/statistics/durations/bracket-probability.ts';

function between(left: number, right: number): BracketProbability {
  const into = { log: 0, atLeft: 0, atRight: 0 };
  bracketProbability(left, right, into);
  return into;
}

describe('bracketProbability', () => {
  // log P and both densities over P to 16 digits by mpmath with 40 digits.
  it.each([
    [-1, 1, -0.38171514630212605, 0.3544374526136034, 0.3544374526136034],
    [38, 39, -726.5572160188201, 38.02627946657587, 7.240128635110092e-16],
    [6, 6.5, -20.778326599127094, 6.41980707047489, 0.28206663713053687],
    [-9, -8.5, -39.20937339174401, 0.1097483631530962, 8.718392360005273],
    [0, Number.POSITIVE_INFINITY, -Math.LN2, 0.7978845608028654, 0],
    // R: pnorm(40, lower.tail = FALSE, log.p = TRUE)
    [40, Number.POSITIVE_INFINITY, -804.6084420137538, 40.02496884720726, 0],
  ])('is exact from %d to %d', (left, right, log, atLeft, atRight) => {
    const found = between(left, right);
    expect(found.log).toBeCloseTo(log, 11);
    expect(found.atLeft / (atLeft || 1)).toBeCloseTo(atLeft ? 1 : 0, 11);
    expect(found.atRight / (atRight || 1)).toBeCloseTo(atRight ? 1 : 0, 11);
  });

  it('is the same from the other side', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -30, max: 30, noNaN: true }),
        fc.double({ min: 0.01, max: 9, noNaN: true }),
        (left, width) => {
          const one = between(left, left + width);
          const other = between(-(left + width), -left);
          expect(one.log).toBeCloseTo(other.log, 8);
          expect(one.atLeft).toBeCloseTo(other.atRight, 6);
        },
      ),
    );
  });
});
