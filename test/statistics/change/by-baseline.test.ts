import { expect, test } from 'vitest';
import { byBaseline } from '../../../shared/statistics/change/by-baseline.ts';

test('improvement by the score before, bounds inclusive, 0 in none', () => {
  const pairs = [
    [0, 5],
    [1, 0],
    [3, 0],
    [4, 4],
    [6, 2],
    [6, 4],
    [7, 1],
  ] as const;
  const counted = pairs.map(([before, after]) => ({ before, after, count: 1 }));
  expect(byBaseline([...counted, { before: 10, after: 2, count: 2 }])).toEqual([
    { stratum: '1-3', n: 2, mean: 2, sd: Math.SQRT2 },
    { stratum: '4-6', n: 3, mean: 2, sd: 2 },
    { stratum: '7-10', n: 3, mean: 22 / 3, sd: expect.closeTo(Math.sqrt(4 / 3), 12) },
  ]);
});

test('a stratum without pairs is there, with nulls', () => {
  expect(byBaseline([{ before: 5, after: 2, count: 1 }])).toEqual([
    { stratum: '1-3', n: 0, mean: null, sd: null },
    { stratum: '4-6', n: 1, mean: 3, sd: null },
    { stratum: '7-10', n: 0, mean: null, sd: null },
  ]);
});
