import { describe, expect, test } from 'vitest';
import { effectSizes } from '../../../shared/statistics/change/effect-sizes.ts';
import { hedgesJ } from '../../../shared/statistics/change/hedges-j.ts';
import { pairedChange } from '../../../shared/statistics/change/paired-change.ts';
import { tallyOf } from '../tallies.ts';
import { MAGNET, PLACEBO } from './vallbona-1997.ts';

function ofPairs(pairs: typeof MAGNET) {
  const { n, before, after, improvement } = pairedChange(
    tallyOf(pairs.map((pair) => ({ ...pair, client: 'c' }))),
  );
  return effectSizes({
    n,
    sdBefore: before.sd,
    sdAfter: after.sd,
    mean: improvement.mean,
    sd: improvement.sd,
  });
}

describe('effectSizes', () => {
  // Vallbona 1997; d_z = mean / sd, d_av by root mean square, exact J of 28 and 20 degrees of freedom
  test('magnet arm', () => {
    expect(ofPairs(MAGNET)).toEqual({
      dz: expect.closeTo(1.619425, 6),
      dav: expect.closeTo(2.296703, 6),
      gav: expect.closeTo(2.296703 * 0.972932115, 6),
    });
  });

  test('placebo arm', () => {
    expect(ofPairs(PLACEBO)).toEqual({
      dz: expect.closeTo(0.694013, 6),
      dav: expect.closeTo(0.754078, 6),
      gav: expect.closeTo(0.754078 * 0.961944534, 6),
    });
  });

  test('n = 1 has none, n = 2 has no corrected one', () => {
    expect(effectSizes({ n: 1, sdBefore: null, sdAfter: null, mean: 3, sd: null })).toEqual({
      dz: null,
      dav: null,
      gav: null,
    });
    expect(effectSizes({ n: 2, sdBefore: 2, sdAfter: 2, mean: 3, sd: 1 })).toEqual({
      dz: 3,
      dav: 1.5,
      gav: null,
    });
  });

  test('equal improvements have no d_z, equal scores no d_av', () => {
    expect(effectSizes({ n: 5, sdBefore: 2, sdAfter: 2, mean: 3, sd: 0 }).dz).toBeNull();
    expect(effectSizes({ n: 5, sdBefore: 0, sdAfter: 0, mean: 3, sd: 0 })).toEqual({
      dz: null,
      dav: null,
      gav: null,
    });
  });
});

describe('hedgesJ', () => {
  // R 4.2.2: exp(lgamma(df/2) - lgamma((df-1)/2)) / sqrt(df/2)
  test.each([
    [2, 0.5641895835477563],
    [3, 0.7236012545582677],
    [20, 0.9619445337407481],
    [28, 0.97293211505604],
    [400, 0.998123631715],
  ])('df = %d', (df, expected) => {
    expect(hedgesJ(df)).toBeCloseTo(expected, 11);
  });

  test('meets its series 1 - 3/(4 df) - 7/(32 df²) for many degrees of freedom', () => {
    for (const df of [1e4, 1e6, 1e8]) {
      expect(hedgesJ(df)).toBeCloseTo(1 - 3 / (4 * df) - 7 / (32 * df * df), 11);
    }
  });
});
