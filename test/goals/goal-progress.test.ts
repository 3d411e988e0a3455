import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goalProgress } from '../../shared/goals/goal-progress.ts';
import { goalRange } from '../../shared/goals/goal-range.ts';
import { utcSortKey } from '../../shared/records/instant.ts';
import { score, session } from '../outcomes/client-records.ts';
import { anyFeed, anyGoals, measurement, painGoal, shoulderGoal } from './goals-of-client.ts';

describe('goalProgress', () => {
  test('of a pain goal: down is towards the target', () => {
    const goal = painGoal({ bodyRegion: 'neck' });
    const records = [
      session({ painBefore: 7 }),
      score({ scoreId: 'p-2', at: '2026-08-20T12:00:00-05:00', pain: 4, bodyRegion: 'neck' }),
      score({ scoreId: 'p-1', at: '2026-08-10T12:00:00-05:00', pain: 6, bodyRegion: 'neck' }),
    ];
    expect(goalProgress(goal, records)).toEqual({
      goalId: 'g-1',
      therapistId: 't-1',
      kind: 'pain',
      measure: 'pain',
      unit: 'score',
      bodyRegion: 'neck',
      baseline: 7,
      target: 3,
      startsOn: '2026-08-03',
      dueOn: '2026-09-14',
      points: 3,
      latest: { at: '2026-08-20T12:00:00-05:00', value: 4 },
      change: 3,
      shareOfWay: 0.75,
      reached: false,
    });
  });

  test('of a mobility goal: up is towards the target, and the share is not clipped', () => {
    const reports = (value: number) => [measurement({ value })];
    expect(goalProgress(shoulderGoal(), reports(170))).toMatchObject({
      change: 50,
      shareOfWay: 1.25,
      reached: true,
    });
    expect(goalProgress(shoulderGoal(), reports(110))).toMatchObject({
      change: -10,
      shareOfWay: -0.25,
      reached: false,
    });
  });

  test('is reached at the target', () => {
    expect(goalProgress(painGoal(), [score({ pain: 3 })])).toMatchObject({ shareOfWay: 1, reached: true });
  });

  test('no change is 0, not -0', () => {
    const { change, shareOfWay } = goalProgress(painGoal(), [score({ pain: 7 })]);
    expect([change, shareOfWay]).toEqual([0, 0]);
  });

  test('of a task: done or not', () => {
    const goal = shoulderGoal({ measure: 'task:reach-top-shelf', unit: 'yes-no', baseline: 0, target: 1 });
    expect(goalProgress(goal, [measurement({ value: 1 })])).toMatchObject({ shareOfWay: 1, reached: true });
    expect(goalProgress(goal, [measurement({ value: 0 })])).toMatchObject({ shareOfWay: 0, reached: false });
  });

  test('a target in percent is a share of the baseline; a rounding error does not miss it', () => {
    const { target: _, ...withoutTarget } = painGoal({
      kind: 'performance',
      measure: 'recovery-hours',
      unit: 'hours',
      baseline: 100,
      targetChangePercent: -7, // 100 * (1 - 0.07) is 92.99999999999999
    });
    const progress = goalProgress(withoutTarget, [measurement({ value: 93 })]);
    expect(progress.target).toBeCloseTo(93, 9);
    expect(progress).toMatchObject({ change: 7, reached: true });
    expect(goalProgress(withoutTarget, [measurement({ value: 93.001 })]).reached).toBe(false);
  });

  test('without a value everything that follows from one is null', () => {
    const progress = goalProgress(painGoal(), [score({ at: '2026-09-15T00:00:00-05:00', pain: 2 })]);
    expect(progress).toMatchObject({
      points: 0,
      latest: null,
      change: null,
      shareOfWay: null,
      reached: null,
    });
    expect(Object.keys(progress)).not.toContain('bodyRegion');
  });

  test('the latest is by instant, not by how it is written', () => {
    const records = [
      score({ scoreId: 'p-1', at: '2026-08-20T09:00:00+10:00', pain: 5 }), // 23:00 UTC on the 19th
      score({ scoreId: 'p-2', at: '2026-08-19T20:00:00-05:00', pain: 4 }), // 01:00 UTC on the 20th
    ];
    expect(goalProgress(painGoal(), records).latest?.value).toBe(4);
    expect(goalProgress(painGoal(), records.toReversed()).latest?.value).toBe(4);
  });

  test('at one instant the journal is later than the session, then ids decide', () => {
    const at = '2026-08-03T10:00:00-05:00';
    const records = [
      score({ scoreId: 'p-b', at, pain: 4 }),
      session({ sessionId: 'z', painBefore: 6 }),
      score({ scoreId: 'p-a', at, pain: 5 }),
    ];
    expect(goalProgress(painGoal(), records).latest?.value).toBe(4);
  });

  test('of the two sides that one session measures the one further from the target counts', () => {
    const sides = (left: number, right: number) =>
      session({
        rangeOfMotion: [
          { movement: 'shoulder-flexion', side: 'left', after: left },
          { movement: 'shoulder-flexion', side: 'right', after: right },
        ],
      });
    expect(goalProgress(shoulderGoal(), [sides(160, 140)])).toMatchObject({ points: 2, reached: false });
    expect(goalProgress(shoulderGoal(), [sides(140, 160)]).latest?.value).toBe(140);
    const stiffer = shoulderGoal({ baseline: 160, target: 120 });
    expect(goalProgress(stiffer, [sides(160, 140)]).latest?.value).toBe(160);
  });

  test('the order of the records is irrelevant', () => {
    const shuffles = anyFeed.chain((records) =>
      fc.tuple(
        fc.constant(records),
        fc.shuffledSubarray([...records], { minLength: records.length, maxLength: records.length }),
      ),
    );
    fc.assert(
      fc.property(anyGoals, shuffles, (goals, [records, shuffled]) => {
        for (const goal of goals) {
          const text = JSON.stringify(goalProgress(goal, records));
          expect(JSON.stringify(goalProgress(goal, shuffled))).toBe(text);
        }
      }),
    );
  });
});

describe('goalRange', () => {
  test('has a day to spare on each side', () => {
    expect(goalRange({ startsOn: '2026-08-03', dueOn: '2026-09-14' })).toEqual({
      from: '2026-08-02T00:00:00',
      to: '2026-09-16T00:00:00',
    });
  });

  test('what lies outside it does not feed the goal', () => {
    fc.assert(
      fc.property(anyGoals, anyFeed, (goals, records) => {
        for (const goal of goals) {
          const { from, to } = goalRange(goal);
          const inRange = records.filter((record) => {
            const at = utcSortKey(record.type === 'session' ? record.startedAt : record.at).slice(0, 19);
            return at >= from && at <= to;
          });
          expect(goalProgress(goal, inRange)).toEqual(goalProgress(goal, records));
        }
      }),
    );
  });

  test('holds the first and the last instant that can count', () => {
    const { from, to } = goalRange({ startsOn: '2026-08-03', dueOn: '2026-08-04' });
    // A session of 8 h that ends with the first second of the first day in the far east.
    expect(utcSortKey('2026-08-02T16:00:00+14:00') > from).toBe(true);
    expect(utcSortKey('2026-08-04T23:59:59.999999999-12:00') < to).toBe(true);
  });

  test('stays in order at the end of the calendar', () => {
    const { from, to } = goalRange({ startsOn: '9999-12-01', dueOn: '9999-12-31' });
    expect(from < to).toBe(true);
  });
});
