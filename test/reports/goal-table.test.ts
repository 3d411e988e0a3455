import { expect, test } from 'vitest';
import type { GoalProgress } from '../../shared/goals/goal-progress.ts';
import { GOAL_LEGEND, goalTable } from '../../shared/reports/goal-table.ts';

const GOAL: GoalProgress = {
  goalId: 'g-1',
  therapistId: 't-1',
  kind: 'pain',
  measure: 'pain',
  unit: 'score',
  bodyRegion: 'low-back',
  baseline: 7,
  target: 3,
  startsOn: '2026-08-03',
  dueOn: '2026-09-14',
  points: 5,
  latest: { at: '2026-09-01T10:00:00-05:00', value: 4 },
  change: 3,
  shareOfWay: 0.75,
  reached: false,
};

test('one row a goal, the latest due first, and a summary of all', () => {
  const text = goalTable(
    'riverside',
    [
      {
        ...GOAL,
        goalId: 'g-0',
        dueOn: '2026-03-01',
        reached: true,
        shareOfWay: 1.25,
        latest: { at: '', value: 2 },
      },
      GOAL,
      {
        ...GOAL,
        goalId: 'g-2',
        kind: 'performance',
        measure: 'recovery-hours',
        bodyRegion: undefined,
        unit: 'hours',
        baseline: 48,
        target: 38.4,
        points: 0,
        latest: null,
        change: null,
        shareOfWay: null,
        reached: null,
      },
    ],
    2,
  );
  expect(text.split('\n').slice(0, 10)).toEqual([
    'Goals at riverside',
    '==================',
    '',
    '3 goals: 1 reached, 1 not reached, 1 without a value.',
    '',
    'Goal  Kind         Measure         From -> to        Latest  Of the way  Due',
    '----  -----------  --------------  ----------------  ------  ----------  ----------',
    'g-1   pain         pain @low-back  7 -> 3 score           4        75 %  2026-09-14',
    'g-2   performance  recovery-hours  48 -> 38.4 hours       -           -  2026-09-14',
    '(and 1 that was due before)',
  ]);
});

test('long ids and measures keep the table within a page', () => {
  const goal = {
    ...GOAL,
    goalId: 'x'.repeat(128),
    measure: `range-of-motion:${'cervical-'.repeat(8)}rotation`,
  };
  for (const line of `${goalTable('riverside', [goal], 10)}\n${GOAL_LEGEND}`.split('\n'))
    expect(line.length).toBeLessThanOrEqual(100);
});

test('a clinic without goals', () => {
  expect(goalTable('harbour', [], 10)).toContain('No goals.');
});
