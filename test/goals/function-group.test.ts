import { expect, test } from 'vitest';
import { goalProgress } from '../../shared/goals/goal-progress.ts';
import { goalReport } from '../../shared/goals/goal-report.ts';
import { goalsOfClient } from '../../shared/goals/goals-of-client.ts';
import { measurement, painGoal, uncorrected } from './goals-of-client.ts';

const activity = (name: string, baseline: number, latest?: number) => {
  const goal = painGoal({ goalId: name, kind: 'function', measure: `psfs:${name}`, baseline, target: 10 });
  const records = latest === undefined ? [] : [measurement({ goalId: name, value: latest })];
  return goalReport(goalProgress(uncorrected(goal), records), '2026-08-31');
};

test('three activities rated together have a mean, and a change that can be told from error', () => {
  const goals = [activity('gardening', 2, 5), activity('lifting', 3, 5), activity('sleeping', 4, 5)];
  expect(goalsOfClient(goals)).toEqual({
    attainmentScaling: null,
    functionGroups: [
      {
        therapistId: 't-1',
        startsOn: '2026-08-03',
        dueOn: '2026-09-14',
        activities: ['gardening', 'lifting', 'sleeping'],
        baselineMean: 3,
        latestMean: 5,
        change: 2,
        minimalDetectableChange: 2,
        detectable: true,
      },
    ],
  });
});

test('2 points of the mean can be told from error in spite of rounding, and so can a fall', () => {
  const detectable = (...ratings: [baseline: number, latest: number][]) =>
    goalsOfClient(ratings.map(([from, to], index) => activity(`a-${index}`, from, to))).functionGroups[0]!
      .detectable;
  expect(detectable([4.1, 7.1], [4.1, 6.1], [4.1, 5.1])).toBe(true); // 6.1 - 4.1 is 1.9999999999999991
  expect(detectable([4.1, 7.0], [4.1, 6.1], [4.1, 5.1])).toBe(false);
  expect(detectable([5, 2], [5, 3], [5, 3])).toBe(true);
});

test('activities of another therapist or with other dates are not rated together', () => {
  const goals = [activity('a', 2, 5), activity('b', 2, 5), activity('c', 2, 5)];
  expect(goalsOfClient([...goals.slice(1), { ...goals[0]!, therapistId: 't-2' }]).functionGroups).toEqual([]);
  expect(goalsOfClient([...goals.slice(1), { ...goals[0]!, dueOn: '2026-10-01' }]).functionGroups).toEqual(
    [],
  );
  const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => activity(name, 2, 5));
  expect(goalsOfClient(six).functionGroups).toEqual([]);
  expect(goalsOfClient(six.slice(1)).functionGroups).toHaveLength(1);
});

test('two activities, or one that was not rated, are no group', () => {
  const two = [activity('gardening', 2, 5), activity('lifting', 3, 5)];
  expect(goalsOfClient(two).functionGroups).toEqual([]);
  expect(goalsOfClient([...two, activity('sleeping', 4)]).functionGroups).toEqual([]);
});
