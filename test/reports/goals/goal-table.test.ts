import { expect, test } from 'vitest';
import type { GoalReport } from '../../../shared/goals/goal-report.ts';
import { GOAL_LEGEND, goalTable } from '../../../shared/reports/goals/goal-table.ts';

const GOAL: GoalReport = {
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
  weight: 1,
  recordedAt: '2026-08-03T11:00:00Z',
  asOf: '2026-09-01',
  status: 'on-track',
  attained: null,
  points: 5,
  refused: {},
  late: null,
  latest: { at: '2026-09-01T10:00:00-05:00', value: 4 },
  confirming: null,
  lastReachedOn: null,
  change: 3,
  shareOfWay: 0.75,
  projection: null,
  medianRatio: null,
  earlier: [],
};

test('one row a goal, the latest due first, and a summary of all', () => {
  const text = goalTable(
    'riverside',
    [
      {
        ...GOAL,
        goalId: 'g-0',
        dueOn: '2026-03-01',
        status: 'attained',
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
        status: 'no-data',
      },
    ],
    2,
  );
  expect(text.split('\n').slice(0, 10)).toEqual([
    'Goals at riverside',
    '==================',
    '',
    '3 goals as of 2026-09-01: 1 attained, 1 on-track, 1 no-data.',
    '',
    'Goal  Kind         Measure         From -> to        Latest  Of the way  Due         Status',
    '----  -----------  --------------  ----------------  ------  ----------  ----------  --------',
    'g-1   pain         pain @low-back  7 -> 3 score           4        75 %  2026-09-14  on-track',
    'g-2   performance  recovery-hours  48 -> 38.4 hours       -           -  2026-09-14  no-data',
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

test('says below what a row hides: reached once only, and what was left out', () => {
  const late = { ...GOAL, asOf: '2026-09-20', status: 'missed' as const, refused: { 'after-due-date': 1 } };
  const text = goalTable(
    'riverside',
    [
      { ...late, late: { on: '2026-09-15', value: 3 } },
      {
        ...GOAL,
        goalId: 'g-2',
        status: 'reached-once',
        latest: { at: '2026-09-01T10:00:00-05:00', value: 3 },
        confirming: { at: '2026-08-25T10:00:00-05:00', value: 4 },
      },
    ],
    10,
  ).replace(/\s+/g, ' ');
  expect(text).toContain(
    'g-1: the last value by the due date, 4 on 1 September 2026, is not at the target. Not counted: 1 value after the due date (the latest 3 on 15 September 2026).',
  );
  expect(text).toContain(
    'g-2: reached once, not twice running: the last value so far, 3 on 1 September 2026,',
  );
});

test('a clinic without goals', () => {
  expect(goalTable('harbour', [], 10)).toContain('No goals.');
});
