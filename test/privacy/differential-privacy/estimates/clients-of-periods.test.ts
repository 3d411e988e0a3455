import { describe, expect, it } from 'vitest';
import {
  CLIENTS_PER_QUARTERLY_CLIENT,
  countedAgain,
} from '../../../../shared/privacy/differential-privacy/estimates/clients-of-periods.ts';

describe('countedAgain', () => {
  it('is nothing of one period, and of more what clients make who come again by chance and are alike by 0.7', () => {
    expect(countedAgain(1)).toEqual({ means: 1, shares: 1 });
    // Of clients of whom 60 % come in each next quarter, those of four: 1 + 3 * 0.4.
    const again = 0.6;
    expect(1 + 3 * (1 - again)).toBeCloseTo(CLIENTS_PER_QUARTERLY_CLIENT.year, 12);
    let pairs = 0;
    for (let lag = 1; lag < 8; lag++) pairs += 2 * (1 - lag / 8) * again ** lag;
    expect(countedAgain(8).means).toBeCloseTo(1 + 0.7 * pairs, 1);
  });

  it('is less of shares: whether normal values that correlate by 0.7 lie above their middle correlates by 0.494', () => {
    // R, integrate(function(x) dnorm(x) * pnorm(.7 * x / sqrt(.51)), 0, Inf) is 0.37340834; less 1/4, in quarters
    const { means, shares } = countedAgain(8);
    expect((0.7 * (shares - 1)) / (means - 1)).toBeCloseTo((0.37340834 - 0.25) / 0.25, 4);
  });
});
