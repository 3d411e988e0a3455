import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GoalFeed } from '../../shared/goals/goal-points.ts';
import { goalProgress } from '../../shared/goals/goal-progress.ts';
import { goalReport } from '../../shared/goals/goal-report.ts';
import { goalStanding } from '../../shared/goals/goal-standing.ts';
import { dateAfter } from '../../shared/records/calendar-days.ts';
import type { Goal } from '../../shared/records/goal.ts';
import type { Held } from '../../shared/records/held.ts';
import { score } from '../outcomes/client-records.ts';
import { anyFeed, anyGoals, measurement, painGoal, shoulderGoal, uncorrected } from './goals-of-client.ts';

const DUE = '2026-09-14';
const pain = (on: string, value: number) => score({ scoreId: `p-${on}`, at: `${on}T09:00:00Z`, pain: value });
const measured = (on: string, value: number) =>
  measurement({ measurementId: `m-${on}`, at: `${on}T09:00:00Z`, value });
/** One value a week from the goal's start on. */
const weekly = (report: (on: string, value: number) => GoalFeed, values: number[]) =>
  values.map((value, week) => report(dateAfter('2026-08-03', week * 7), value));
const standing = (goal: Held<Goal>, records: readonly GoalFeed[], asOf: string) =>
  goalStanding(goalProgress(uncorrected(goal), records), asOf);

describe('attained', () => {
  test('by the last two values in a row', () => {
    const records = [pain('2026-08-10', 3), pain('2026-08-20', 2)];
    expect(standing(painGoal(), records, '2026-08-21')).toMatchObject({
      status: 'attained',
      attained: { rule: 'last-two-values', on: '2026-08-20' },
    });
    expect(standing(painGoal(), records, '2026-08-19').status).toBe('too-early');
  });

  test('by the only value of the last week, and by none of two of which one is short', () => {
    expect(standing(painGoal(), [pain('2026-09-10', 3)], DUE).attained?.rule).toBe(
      'only-value-of-the-last-week',
    );
    expect(standing(painGoal(), [pain('2026-09-06', 3)], '2026-09-15').status).toBe('missed');
    const two = [pain('2026-09-09', 4), pain('2026-09-10', 3)];
    expect(standing(painGoal(), two, '2026-09-15').status).toBe('missed');
  });

  test('not when the target was lost again before the due date', () => {
    const records = [pain('2026-08-10', 3), pain('2026-08-11', 3), pain('2026-09-01', 5)];
    expect(standing(painGoal(), records, '2026-09-15').status).toBe('missed');
  });

  test('at the target itself, though a percentage misses it by a rounding error', () => {
    const { target: _, ...goal } = painGoal({
      kind: 'performance',
      measure: 'recovery-hours',
      unit: 'hours',
      baseline: 100,
      targetChangePercent: -7, // 100 * (1 - 0.07) is 92.99999999999999
    });
    expect(standing(goal, [measured('2026-09-10', 93)], DUE).status).toBe('attained');
    expect(standing(goal, [measured('2026-09-10', 93.001)], DUE).status).not.toBe('attained');
  });

  test('upwards too, and by the worse of two sides measured at once', () => {
    const at = '2026-09-10T09:00:00Z';
    const sides = [160, 140].map((value, side) => measurement({ measurementId: `m-${side}`, at, value }));
    expect(standing(shoulderGoal(), sides, DUE)).toMatchObject({ points: 1, latest: { value: 140 } });
    expect(standing(shoulderGoal(), [measured('2026-09-10', 165)], DUE)).toMatchObject({
      status: 'attained',
      change: 45,
      shareOfWay: 1.125,
    });
  });
});

describe('pace', () => {
  // The example of a six-week goal that falls behind: -0.5 a week reaches 3 at 7.5 weeks.
  test('7, 6, 6, 5, 5, 4 in six weeks: the line misses the target and a part of the band does not', () => {
    const { status, projection } = standing(painGoal(), weekly(pain, [7, 6, 6, 5, 5, 4]), '2026-09-08');
    expect(status).toBe('at-risk');
    expect(projection!.perWeek).toBeCloseTo(-0.5, 12);
    expect(projection!.perWeekCi95[0]).toBeCloseTo(-1, 12);
    expect(projection!.perWeekCi95[1]).toBeCloseTo(0, 12);
    expect(projection!.line[1].date).toBe(DUE);
    expect(projection!.line[1].value).toBeCloseTo(3.75 + 0.5 * (9 / 24 / 7), 6); // values are taken at nine
  });

  test('on-track where the whole band reaches the target by the due date', () => {
    expect(standing(painGoal(), weekly(pain, [8, 7, 6, 5, 4]), '2026-09-01').status).toBe('on-track');
    expect(standing(shoulderGoal(), weekly(measured, [120, 130, 140, 148, 158]), '2026-09-01').status).toBe(
      'on-track',
    );
  });

  test('off-track where nothing of it does', () => {
    expect(standing(painGoal(), weekly(pain, [7, 7, 7, 7, 7, 7]), '2026-09-08').status).toBe('off-track');
    expect(standing(painGoal(), weekly(pain, [5, 6, 7, 8, 9, 10]), '2026-09-08').status).toBe('off-track');
  });

  test('too early below five values or fourteen days', () => {
    expect(standing(painGoal(), weekly(pain, [7, 6, 6, 5]), '2026-08-30').status).toBe('too-early');
    const daily = [7, 6, 6, 5, 5].map((value, day) => pain(dateAfter('2026-08-03', day), value));
    expect(standing(painGoal(), daily, '2026-08-30')).toMatchObject({
      status: 'too-early',
      projection: null,
    });
  });

  test('never reaches beyond twice the observed span', () => {
    const goal = painGoal({ dueOn: '2027-02-01' });
    const slow = standing(goal, weekly(pain, [7, 6, 7, 6, 6]), '2026-09-01');
    expect(slow.projection!.line[1].date).toBe('2026-09-28');
    expect(slow).toMatchObject({ status: 'too-early', projection: { untilDue: false } });
    expect(standing(goal, weekly(pain, [5, 6, 7, 8, 9]), '2026-09-01').status).toBe('off-track');
  });

  test('stays on the scale', () => {
    const { projection } = standing(painGoal({ target: 0 }), weekly(pain, [10, 8, 6, 4, 2]), '2026-09-01');
    expect(projection!.line[1].value).toBe(0);
  });
});

describe('a task', () => {
  const task = shoulderGoal({ measure: 'task:reach-top-shelf', unit: 'yes-no', baseline: 0, target: 1 });
  test('has no pace: yes once is at-risk, no is off-track, yes twice is attained', () => {
    const answered = (answers: number[]) => standing(task, weekly(measured, answers), '2026-09-08');
    expect(answered([0, 0, 0]).status).toBe('too-early');
    expect(answered([0, 0, 0, 0, 0]).status).toBe('off-track');
    expect(answered([0, 0, 0, 0, 1])).toMatchObject({ status: 'at-risk', projection: null });
    expect(answered([0, 0, 0, 1, 1]).status).toBe('attained');
  });
});

test('recovery time compares the later half of the values with the earlier half', () => {
  const goal = painGoal({
    kind: 'performance',
    measure: 'recovery-hours',
    unit: 'hours',
    baseline: 40,
    target: 32,
  });
  const hours = [44, 40, 42, 38, 40, 33, 31, 32, 30, 32].map((value, day) =>
    measured(dateAfter('2026-08-03', day * 3), value),
  );
  const { medianRatio } = standing(goal, hours, DUE);
  expect(medianRatio).toMatchObject({ before: 40, after: 32, ratio: 0.8 });
  expect(medianRatio!.ci95[1]).toBeLessThan(1);
});

test('a corrected goal keeps what it came to: attained under the old target', () => {
  const old = painGoal({ target: 5, recordedAt: '2026-08-03T00:00:00Z' });
  const goal = painGoal({ target: 2, dueOn: '2026-10-30', recordedAt: '2026-08-25T00:00:00Z' });
  const records = [pain('2026-08-10', 5), pain('2026-08-17', 4)];
  const report = goalReport(goalProgress({ goal, earlier: [old] }, records), '2026-08-26');
  expect(report).toMatchObject({ status: 'too-early', target: 2 });
  expect(report.earlier).toMatchObject([{ status: 'attained', target: 5, attained: { on: '2026-08-17' } }]);
});

describe('whatever the values', () => {
  const anyDay = fc.integer({ min: 0, max: 120 }).map((days) => dateAfter('2026-07-01', days));

  test('a later date never turns missed into on-track', () => {
    fc.assert(
      fc.property(anyGoals, anyFeed, anyDay, anyDay, (goals, records, one, other) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        for (const goal of goals) {
          const { status } = standing(goal, records, early);
          if (status === 'missed') expect(standing(goal, records, late).status).toBe('missed');
        }
      }),
    );
  });

  test('a duplicate value changes nothing', () => {
    fc.assert(
      fc.property(anyGoals, anyFeed, anyDay, (goals, records, asOf) => {
        for (const goal of goals) {
          const progress = goalProgress(uncorrected(goal), records);
          const doubled = { ...progress, points: progress.points.flatMap((point) => [point, point]) };
          expect(goalStanding(doubled, asOf)).toEqual(goalStanding(progress, asOf));
        }
      }),
    );
  });
});
