import { expect, test } from 'vitest';
import { GrowingColumn } from '../../../shared/statistics/columns/growing-column.ts';
import { TimeColumn } from '../../../shared/statistics/table/time-column.ts';

test('a column keeps what was pushed, over every growth', () => {
  const column = new GrowingColumn();
  const pushed = Array.from({ length: 1000 }, (_, index) => index * 7 - 500);
  for (const value of pushed) column.push(value);
  expect(column.length).toBe(1000);
  expect([...column.values]).toEqual(pushed);
  expect(column.at(999)).toBe(6493);
});

test('a column of times gives back the outcomes of each row, and the gaps of its own reports', () => {
  const column = new TimeColumn();
  const outcomes = [
    { event: true, after: 0, by: 60 },
    undefined,
    { event: false, last: 90 },
    { event: true, after: 30, by: 30 },
  ] as const;
  const reports = [[60], [], [10, 40, 90], [30, 30]];
  for (const [row, outcome] of outcomes.entries()) column.push(outcome, reports[row]!);
  expect(outcomes.map((_, row) => column.at(row))).toEqual(outcomes);
  const { after, by } = column.bracketsOf([0, 1, 2, 3]);
  expect([[...after], [...by]]).toEqual([
    [0, 90, 30],
    [60, 0, 30],
  ]);
  expect([...column.gapsOf([2])]).toEqual([30, 50]);
  expect([...column.gapsOf([0, 1, 2, 3])]).toEqual([30, 50, 0]);
  expect(column.gapsOf([0, 1])).toHaveLength(0);
});
