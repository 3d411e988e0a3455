import { expect, test } from 'vitest';
import { attainmentLevel } from '../../shared/goals/attainment-level.ts';
import { attainmentT } from '../../shared/goals/attainment-scaling.ts';

const equal = (...levels: number[]) => levels.map((level) => ({ level, weight: 1 }));

// Kiresuk & Sherman 1968 with rho = 0.3; the erratum to Turner-Stokes 2009 concerns the same formula.
test.each([
  [equal(1), 60],
  [equal(1, 1, 1), 63.693],
  [equal(-1, -1, -1), 36.307],
  [equal(0, 1), 56.202],
  [[1, 0, -1].map((level, index) => ({ level, weight: 3 - index })), 54.407],
])('T of %j is %d', (goals, t) => {
  expect(attainmentT(goals)).toBeCloseTo(t, 3);
});

test('there is no T without a goal', () => {
  expect(attainmentT([])).toBeNull();
});

test('a level is reached at its value, in either direction', () => {
  const down = { '-2': 7, '-1': 5, '0': 3, '1': 2, '2': 0 };
  expect([9, 7, 6, 5, 3, 2, 1, 0].map((value) => attainmentLevel(down, value))).toEqual([
    -2, -2, -2, -1, 0, 1, 1, 2,
  ]);
  const up = { '-2': 100, '-1': 120, '0': 140, '1': 150, '2': 160 };
  expect([90, 139, 140, 200].map((value) => attainmentLevel(up, value))).toEqual([-2, -1, 0, 2]);
});
