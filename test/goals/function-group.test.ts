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

test('two activities, or one that was not rated, are no group', () => {
  const two = [activity('gardening', 2, 5), activity('lifting', 3, 5)];
  expect(goalsOfClient(two).functionGroups).toEqual([]);
  expect(goalsOfClient([...two, activity('sleeping', 4)]).functionGroups).toEqual([]);
});
