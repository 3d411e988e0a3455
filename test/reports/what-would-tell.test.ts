import { expect, test } from 'vitest';
import { whatWouldTell } from '../../shared/reports/what-would-tell.ts';
import { CLAIMS, changeClaim, pair, techniqueClaims } from './said-claims.ts';

const told = (...pairs: (typeof CLAIMS)['comparison']['pairs']) =>
  whatWouldTell({
    ...CLAIMS,
    techniques: (['deep-tissue', 'relaxation', 'sports'] as const).map((technique) =>
      techniqueClaims(technique, { improvement: changeClaim(2, 0.3, { clients: 20 }) }),
    ),
    comparison: { ...CLAIMS.comparison, pairs },
  });
const SE = 2 * Math.sqrt(1 / 20 + 1 / 20);

// 43 more by the formula for two means (test/statistics/needed-clients.test.ts), told to tens.
test('how many more clients would show a difference of one point', () => {
  expect(told(pair('deep-tissue', 'relaxation', { se: SE }))).toBe(
    'About 50 more clients each would show a 1-point difference between these two.',
  );
});

test('of several pairs, the one that asks for most', () => {
  expect(
    told(pair('deep-tissue', 'relaxation', { se: SE }), pair('deep-tissue', 'sports', { se: 1.2 * SE })),
  ).toMatch(/between any two of them; the hardest to tell apart are deep tissue and sports\.$/);
});

test('enough clients already, and nothing left open', () => {
  expect(told(pair('deep-tissue', 'relaxation', { se: 0.2 }))).toBe(
    'A difference of 1 point between these two would most likely have shown.',
  );
  expect(told(pair('deep-tissue', 'relaxation', { pHolm: 0.01 }))).toBeUndefined();
  expect(
    told({ a: 'deep-tissue', b: 'sports', withheld: 'Sports has 3 clients; it takes 10.' }),
  ).toBeUndefined();
});
