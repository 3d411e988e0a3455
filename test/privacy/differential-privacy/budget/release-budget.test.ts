import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../../shared/errors.ts';
import {
  sharesOf,
  sigmaSquaredOf,
} from '../../../../shared/privacy/differential-privacy/budget/release-budget.ts';

describe('the budget of a release', () => {
  it('is split to the last millionth, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 10_000_000 }), (microRho) => {
        const shares = Object.values(sharesOf(microRho));
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(microRho);
        expect(shares.every((share) => Number.isInteger(share) && share > 0)).toBe(true);
      }),
    );
  });

  it('gives the noise that its share of rho asks for, as a fraction', () => {
    expect(sharesOf(62_500)).toEqual({
      cells: 25_000,
      techniques: 9_375,
      complaints: 9_375,
      total: 6_250,
      recovery: 12_500,
    });
    expect(sigmaSquaredOf(25_000)).toEqual({ numerator: 20n, denominator: 1n });
    expect(sigmaSquaredOf(9_375)).toEqual({ numerator: 160n, denominator: 3n });
  });

  it('is refused when it is too small to share', () => {
    expect(() => sharesOf(9)).toThrow(ConfigError);
  });
});
