import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GoalFeed } from '../../shared/goals/goal-points.ts';
import { goalProgress } from '../../shared/goals/goal-progress.ts';
import { goalReport } from '../../shared/goals/goal-report.ts';
import { GOAL_STATUSES, goalStanding } from '../../shared/goals/goal-standing.ts';
import type { Goal } from '../../shared/records/goal.ts';
import { dateAfter } from '../../shared/records/time/calendar-days.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import { deepFreeze, score } from '../outcomes/client-records.ts';
import { assertUntilSeen } from '../until-seen.ts';
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
  const afterDue = '2026-09-15';
  test('by the last two values, where the one before lies within four weeks', () => {
    const records = [pain('2026-08-10', 3), pain('2026-08-20', 2)];
    expect(standing(painGoal(), records, '2026-08-21')).toMatchObject({
      status: 'attained',
      attained: { rule: 'last-two-values', on: '2026-08-10' },
      confirming: { value: 3 },
    });
    const afterSix = [pain('2026-08-09', 6), ...records];
    expect(standing(painGoal(), afterSix, '2026-08-21').attained?.on).toBe('2026-08-20');
    expect(standing(painGoal(), afterSix, '2026-08-19').status).toBe('reached-once');
  });

  test('since the second of the values in a row, however many follow', () => {
    const records = [3, 6, 3, 1, 0].map((value, day) => pain(dateAfter('2026-08-10', day), value));
    expect(standing(painGoal(), records, '2026-08-30').attained).toEqual({
      rule: 'last-two-values',
      on: '2026-08-13',
    });
  });

  // As practice measures: one review, some days before the due date.
  test('by one review, however long before the due date, that no value of four weeks contradicts', () => {
    const one = [pain('2026-08-04', 3)];
    const only = { rule: 'only-value-of-four-weeks', on: '2026-08-04' };
    expect(standing(painGoal(), one, afterDue)).toMatchObject({ status: 'attained', attained: only });
    expect(standing(painGoal(), one, '2026-08-04')).toMatchObject({ status: 'attained', attained: only });
    const reviewed = (first: string) => [pain(first, 7), pain('2026-09-07', 3)];
    expect(standing(painGoal(), reviewed('2026-08-09'), afterDue).attained?.rule).toBe(only.rule);
    expect(standing(painGoal(), reviewed('2026-08-10'), afterDue).status).toBe('reached-once');
  });

  test('not when the target was lost again before the due date', () => {
    const records = [pain('2026-08-10', 3), pain('2026-08-11', 3), pain('2026-09-01', 5)];
    expect(standing(painGoal(), records, afterDue)).toMatchObject({
      status: 'missed',
      lastReachedOn: '2026-08-11',
    });
  });

  test('not by a value after the due date, which stands beside the verdict from its day on', () => {
    const records = [pain('2026-09-10', 5), pain('2026-09-16', 3), pain('2026-09-18', 2)];
    const late = (asOf: string) => standing(painGoal(), records, asOf);
    expect(late('2026-09-20')).toMatchObject({
      status: 'missed',
      refused: { 'after-due-date': 2 },
      late: { on: '2026-09-18', value: 2 },
    });
    expect(late('2026-09-17').late).toEqual({ on: '2026-09-16', value: 3 });
    expect(late(afterDue).late).toBeNull();
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
    expect(standing(goal, [measured('2026-09-10', 93.001)], '2026-09-15').status).toBe('missed');
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

  // Eight to five, six days left, latest 7: the values do not move, however near their median lies.
  test('not on-track while the pace may be none and the latest value is off target', () => {
    const goal = painGoal({ baseline: 8, target: 5 });
    const values = [8, 7, 5, 5, 5, 5, 5, 5, 7].map((value, index) =>
      pain(dateAfter('2026-08-03', index * 4), value),
    );
    const { status, projection } = standing(goal, values, '2026-09-08');
    expect(projection!.line[1].high).toBeLessThanOrEqual(5);
    expect(projection!.perWeekCi95[1] + 0).toBe(0);
    expect(status).toBe('at-risk');
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
  test('has no pace: no is off-track, yes once is reached-once, yes twice is attained', () => {
    const answered = (answers: number[]) => standing(task, weekly(measured, answers), '2026-09-08');
    expect(answered([0, 0, 0]).status).toBe('too-early');
    expect(answered([0, 0, 0, 0, 0]).status).toBe('off-track');
    expect(answered([0, 0, 0, 0, 1])).toMatchObject({ status: 'reached-once', projection: null });
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

describe('a corrected goal keeps what it came to', () => {
  const old = painGoal({ target: 5, recordedAt: '2026-08-03T00:00:00Z' });
  const goal = painGoal({ target: 2, dueOn: '2026-10-30', recordedAt: '2026-08-25T00:00:00Z' });
  const reportOn = (asOf: string, records: readonly GoalFeed[]) =>
    goalReport(goalProgress({ goal, earlier: [old] }, records), asOf);
  const reached = [pain('2026-08-10', 5), pain('2026-08-17', 4)];

  test('attained under the old target', () => {
    const report = reportOn('2026-08-26', reached);
    expect(report).toMatchObject({ status: 'too-early', target: 2 });
    expect(report.earlier).toMatchObject([
      { status: 'attained', target: 5, attained: { on: '2026-08-10' }, replacedOn: '2026-08-25' },
    ]);
  });

  test('whatever came after it was replaced', () => {
    const relapsed = [...reached, pain('2026-08-26', 8), pain('2026-09-01', 8)];
    expect(reportOn('2026-10-01', relapsed).earlier).toMatchObject([
      { status: 'attained', asOf: '2026-08-25', points: 2, latest: { value: 4 } },
    ]);
    const reachedLater = [pain('2026-08-24', 6), pain('2026-08-26', 4), pain('2026-08-27', 4)];
    expect(reportOn('2026-10-01', reachedLater).earlier).toMatchObject([{ status: 'too-early', points: 1 }]);
  });

  test('and on a day before the correction, what it had come to by then', () => {
    expect(reportOn('2026-08-09', reached).earlier).toMatchObject([{ status: 'no-data', points: 0 }]);
  });
});

describe('whatever the values', () => {
  const anyDay = fc.integer({ min: 0, max: 50 }).map((days) => dateAfter('2026-08-03', days));
  /** Scores of one pain goal, dense enough that a pace and every status come up. */
  const anyScores = fc
    .record({
      days: fc.integer({ min: 1, max: 5 }),
      from: fc.integer({ min: 6, max: 10 }),
      pace: fc.integer({ min: -1, max: 6 }),
      noise: fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 16, size: 'max' }),
    })
    .map(({ days, from, pace, noise }) => {
      const tenths = noise.map((tenth, index) => 10 * from - pace * index + tenth);
      const values = tenths.map((value) => Math.min(10, Math.max(0, Math.round(value / 10))));
      return deepFreeze(values.map((value, index) => pain(dateAfter('2026-08-03', index * days), value)));
    });

  test('a later date never turns missed into anything else', () => {
    let missed = 0;
    fc.assert(
      fc.property(anyGoals, anyFeed, anyScores, anyDay, anyDay, (goals, records, scores, one, other) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        for (const goal of [...goals, painGoal()]) {
          if (standing(goal, [...records, ...scores], early).status !== 'missed') continue;
          missed += 1;
          expect(standing(goal, [...records, ...scores], late).status).toBe('missed');
        }
      }),
    );
    expect(missed).toBeGreaterThan(20); // or the property would have said nothing
  });

  test('the order of the points is irrelevant, and every status comes up', async () => {
    const seen = Object.fromEntries(GOAL_STATUSES.map((status) => [status, 0]));
    await assertUntilSeen(
      fc.property(anyScores, anyDay, fc.func(fc.nat()), (scores, asOf, rank) => {
        const progress = goalProgress(uncorrected(painGoal()), scores);
        const shuffled = progress.points.toSorted((a, b) => rank(a.at) - rank(b.at));
        const stands = goalStanding(progress, asOf);
        expect(goalStanding({ ...progress, points: shuffled }, asOf)).toEqual(stands);
        seen[stands.status]! += 1;
      }),
      1000,
      seen,
    );
  });

  test('a value that another record repeats changes nothing', () => {
    fc.assert(
      fc.property(anyGoals, anyFeed, anyScores, anyDay, (goals, records, scores, asOf) => {
        for (const goal of [...goals, painGoal()]) {
          const progress = goalProgress(uncorrected(goal), [...records, ...scores]);
          const again = progress.points.map((point) => ({ ...point, from: { ...point.from, id: 'again' } }));
          const doubled = { ...progress, points: [...progress.points, ...again] };
          expect(goalStanding(doubled, asOf)).toEqual(goalStanding(progress, asOf));
        }
      }),
    );
  });

  test('on-track and at-risk have the band that says so; attained names its rule', () => {
    fc.assert(
      fc.property(anyScores, anyDay, (scores, asOf) => {
        const { status, attained, projection } = standing(painGoal(), scores, asOf);
        expect(status === 'attained').toBe(attained !== null);
        const end = projection?.line[1];
        const { low, high } = end ?? { low: Number.NaN, high: Number.NaN };
        const moves = projection !== null && projection.perWeekCi95[1] < 0;
        if (status === 'on-track') expect([high <= 3, moves]).toEqual([true, true]);
        if (status === 'at-risk') expect([low <= 3, high > 3 || !moves]).toEqual([true, true]);
      }),
      { numRuns: 500 },
    );
  });
});
