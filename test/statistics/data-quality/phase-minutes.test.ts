import { expect, test } from 'vitest';
import { phaseMinutes } from '../../../shared/statistics/data-quality/phase-minutes.ts';
import { client, outcome, tableOf } from '../outcomes.ts';

const phasesOf = (...recorded: NonNullable<ReturnType<typeof outcome>['phases']>[]) =>
  phaseMinutes(
    tableOf(
      client(
        'a',
        recorded.map((phases) => outcome({ phases })),
      ),
    ),
  );

test('phases that were recorded, in catalogue order, bounds inclusive', () => {
  expect(
    phasesOf(
      { 'hands-on': 65, intake: 5 },
      { intake: 10, preparation: 5 },
      { intake: 12, preparation: 5.5 },
      {},
    ),
  ).toEqual([
    { phase: 'intake', n: 3, meanMinutes: 9, expectedMinutes: [5, 10], withinExpected: 2 / 3 },
    { phase: 'preparation', n: 2, meanMinutes: 5.25, expectedMinutes: [5, 5], withinExpected: 0.5 },
    { phase: 'hands-on', n: 1, meanMinutes: 65, expectedMinutes: [50, 80], withinExpected: 1 },
  ]);
});

test('decimal minutes add up to the same digits in any order', () => {
  const minutes = [0.1, 0.2, 0.3, 7.7, 0.1, 1e-7, 5];
  const mean = (order: number[]) => phasesOf(...order.map((intake) => ({ intake })))[0]!.meanMinutes;
  expect(mean(minutes.toReversed())).toBe(mean(minutes));
  expect(mean([5, 0.1, 0.3, 1e-7, 0.2, 7.7, 0.1])).toBe(mean(minutes));
});

test('nothing recorded: no phases', () => {
  expect(phasesOf({})).toEqual([]);
});
