import { expect, test } from 'vitest';
import { whatWouldTell } from '../../../shared/reports/how-sure/what-would-tell.ts';
import { CLAIMS, changeClaim, pair, techniqueClaims } from '../said-claims.ts';

const told = (...pairs: (typeof CLAIMS)['comparison']['pairs']) =>
  whatWouldTell({
    ...CLAIMS,
    techniques: (['deep-tissue', 'relaxation', 'sports'] as const).map((technique) =>
      techniqueClaims(technique, { improvement: changeClaim(2, 0.3, { clients: 20 }) }),
    ),
    comparison: { ...CLAIMS.comparison, pairs },
  });
const SE = 2 * Math.sqrt(1 / 20 + 1 / 20);

// 43 more by the formula for two means (test/statistics/intervals/needed-clients.test.ts), told to fives.
test('how many more clients would show a difference of one point', () => {
  expect(told(pair('deep-tissue', 'relaxation', { se: SE }))).toBe(
    'About 45 more clients each would show a 1-point difference between deep tissue and relaxation.',
  );
});

test('of several pairs, the one that asks for most', () => {
  expect(
    told(pair('deep-tissue', 'relaxation', { se: SE }), pair('deep-tissue', 'sports', { se: 1.2 * SE })),
  ).toMatch(/between any two of them; the hardest to tell apart are deep tissue and sports\.$/);
});

// Two comparisons: 8 (z(.9875) + z(.8))^2 = 8 (2.241403 + 0.841621)^2 = 76.04, 57 more than 20.
test('those that differ already need no more', () => {
  expect(
    told(pair('deep-tissue', 'relaxation', { pHolm: 0.01 }), pair('deep-tissue', 'sports', { se: SE })),
  ).toBe('About 60 more clients each would show a 1-point difference between deep tissue and sports.');
});

test('enough clients already, and nothing left open', () => {
  expect(told(pair('deep-tissue', 'relaxation', { se: 0.2 }))).toBe(
    'A difference of 1 point between deep tissue and relaxation would most likely have shown.',
  );
  expect(told(pair('deep-tissue', 'relaxation', { pHolm: 0.01 }))).toBeUndefined();
  expect(
    told({ a: 'deep-tissue', b: 'sports', withheld: 'Sports has 3 clients; it takes 10.' }),
  ).toBeUndefined();
});

test('scores that never vary forecast nothing', () => {
  expect(told(pair('deep-tissue', 'relaxation', { se: 0 }))).toBeUndefined();
});
