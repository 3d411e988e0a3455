import { expect, test } from 'vitest';
import { clientsByMonth, ofMonths } from '../../../shared/statistics/trend/month-sums.ts';
import { sumsOf } from './month-visits.ts';

const sums = sumsOf([
  [
    { month: 8, value: 2 },
    { month: 9, value: 3 },
    { month: 8, value: 4 },
  ],
  [],
  [{ month: 9, value: 1 }],
  [{ month: 11, value: 5 }],
]);

test('a client counts once a month, clients without a value not at all', () => {
  expect(sums.months).toEqual([8, 9, 11]);
  expect(clientsByMonth(sums)).toEqual([1, 2, 1]);
  expect({ n: [...sums.n], sum: [...sums.sum] }).toEqual({ n: [2, 1, 1, 1], sum: [6, 3, 1, 5] });
  expect([...sums.starts]).toEqual([0, 2, 3, 4]);
});

test('of some months it is what the visits in them give', () => {
  const part = [[{ month: 9, value: 3 }], [{ month: 9, value: 1 }], [{ month: 11, value: 5 }]];
  expect(ofMonths(sums, (month) => month > 0)).toEqual(sumsOf(part));
});
