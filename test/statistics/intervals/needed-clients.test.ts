import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moreClientsNeeded } from '../../../shared/statistics/intervals/needed-clients.ts';

// R 4.2.2: power.t.test(delta = 1, sd = 2, power = .8) asks for 63.8 a group by t; by z it is 2 (2.801585 * 2)^2 = 62.8.
test('equal groups: what the formula for two means asks for, less those that are there', () => {
  const sd = 2;
  const clients = [20, 20] as const;
  const se = sd * Math.sqrt(1 / 20 + 1 / 20);
  expect(moreClientsNeeded({ se, clients }, 1, 1)).toBe(63 - 20);
});

// Level .05 / 10: (z(.9975) + z(.8))^2 = (2.807034 + 0.841621)^2 = 13.312682; 2 * 4 * 13.312682 = 106.5.
test('more comparisons ask for more clients', () => {
  const se = 2 * Math.sqrt(1 / 20 + 1 / 20);
  expect(moreClientsNeeded({ se, clients: [20, 20] }, 1, 10)).toBe(107 - 20);
});

test('none where a difference of that size would have been found', () => {
  expect(moreClientsNeeded({ se: 0.2, clients: [80, 90] }, 1, 3)).toBe(0);
  expect(moreClientsNeeded({ se: 0, clients: [10, 10] }, 1, 1)).toBe(0);
});

test('with so many more, and not with one fewer, the standard error is small enough', () => {
  const wanted = 1 / (1.959963984540054 + 0.8416212335729143);
  const count = fc.integer({ min: 10, max: 500 });
  fc.assert(
    fc.property(count, count, fc.double({ min: 0.4, max: 3, noNaN: true }), (a, b, se) => {
      const more = moreClientsNeeded({ se, clients: [a, b] }, 1, 1);
      const seWith = (x: number) => Math.sqrt((se ** 2 / (1 / a + 1 / b)) * (1 / (a + x) + 1 / (b + x)));
      expect(seWith(more)).toBeLessThanOrEqual(wanted + 1e-9);
      if (more > 0) expect(seWith(more - 1)).toBeGreaterThan(wanted - 1e-9);
    }),
  );
});
