import { describe, expect, test } from 'vitest';
import { type GoalFeed, offeredPoints } from '../../shared/goals/goal-points.ts';
import type { Goal } from '../../shared/records/goal.ts';
import type { Session } from '../../shared/records/session.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import { score, session } from '../outcomes/client-records.ts';
import { measurement, painGoal, shoulderGoal } from './goals-of-client.ts';

/** Those that count. */
const goalPoints = (goal: Held<Goal>, record: GoalFeed) =>
  offeredPoints(goal, record).flatMap(({ point, refused }) => (refused ? [] : [point]));
const valuesOf = (goal: Held<Goal>, record: GoalFeed) => goalPoints(goal, record).map(({ value }) => value);

const inNeck = { techniques: [{ technique: 'sports' as const, minutes: 30, bodyRegion: 'neck' }] };
const inBack = { techniques: [{ technique: 'sports' as const, minutes: 30, bodyRegion: 'low-back' }] };

describe('a pain goal', () => {
  test('is fed by what the journal says of pain now', () => {
    expect(valuesOf(painGoal(), score({ pain: 4 }))).toEqual([4]);
    expect(valuesOf(painGoal(), score({ pain: 0 }))).toEqual([0]);
    expect(valuesOf(painGoal(), score({ soreness: 4 }))).toEqual([]);
    expect(valuesOf(painGoal(), score({ pain: 4, window: 'past-24-hours' }))).toEqual([]);
  });

  test('that names a region is fed by scores of the same region only', () => {
    const neck = painGoal({ bodyRegion: 'neck' });
    expect(valuesOf(neck, score({ pain: 4, bodyRegion: 'neck' }))).toEqual([4]);
    expect(valuesOf(neck, score({ pain: 4, bodyRegion: 'low-back' }))).toEqual([]);
    expect(valuesOf(neck, score({ pain: 4 }))).toEqual([]);
    expect(valuesOf(painGoal(), score({ pain: 4, bodyRegion: 'low-back' }))).toEqual([4]);
  });

  test('is fed by scores before sessions, not by those after', () => {
    expect(goalPoints(painGoal(), session({ painBefore: 6, painAfter: 2 }))).toEqual([
      { at: '2026-08-03T10:00:00-05:00', value: 6, from: { type: 'session', id: 's-1' } },
    ]);
    expect(valuesOf(painGoal(), session({ painAfter: 2 }))).toEqual([]);
  });

  test('that names a region is fed by sessions that treat it or name none', () => {
    const neck = painGoal({ bodyRegion: 'neck' });
    expect(valuesOf(neck, session({ painBefore: 6, ...inNeck }))).toEqual([6]);
    expect(valuesOf(neck, session({ painBefore: 6 }))).toEqual([6]);
    expect(valuesOf(neck, session({ painBefore: 6, ...inBack }))).toEqual([]);
    expect(valuesOf(painGoal(), session({ painBefore: 6, ...inBack }))).toEqual([6]);
  });
});

describe('a goal for a range of motion', () => {
  const bySession = (...rangeOfMotion: NonNullable<Session['rangeOfMotion']>) =>
    goalPoints(shoulderGoal(), session({ rangeOfMotion }));

  test('is fed by what a session ends with, or by what it finds when it says no more', () => {
    expect(bySession({ movement: 'shoulder-flexion', before: 120, after: 135 })).toEqual([
      { at: '2026-08-03T11:15:00-05:00', value: 135, from: { type: 'session', id: 's-1' } },
    ]);
    expect(bySession({ movement: 'shoulder-flexion', before: 120 })).toEqual([
      { at: '2026-08-03T10:00:00-05:00', value: 120, from: { type: 'session', id: 's-1' } },
    ]);
  });

  test('is fed by both sides and by no other movement', () => {
    const points = bySession(
      { movement: 'shoulder-flexion', side: 'left', after: 135 },
      { movement: 'neck-rotation', after: 60 },
      { movement: 'shoulder-flexion', side: 'right', after: 150 },
    );
    expect(points.map(({ value }) => value)).toEqual([135, 150]);
  });

  test('is not fed by pain', () => {
    expect(valuesOf(shoulderGoal(), session({ painBefore: 6 }))).toEqual([]);
    expect(valuesOf(shoulderGoal(), score({ pain: 6 }))).toEqual([]);
  });
});

describe('measurements', () => {
  test.each([
    shoulderGoal(),
    shoulderGoal({ measure: 'task:reach-top-shelf', unit: 'yes-no' }),
    painGoal({ kind: 'function', measure: 'psfs:gardening' }),
    painGoal({ kind: 'performance', measure: 'recovery-hours' }),
  ])('feed the goal that they name: $measure', (goal) => {
    expect(valuesOf(goal, measurement({ value: 1 }))).toEqual([1]);
    expect(valuesOf(goal, measurement({ value: 1, goalId: 'g-2' }))).toEqual([]);
  });

  test('that are scores of an instrument feed every goal on its scale, and no other', () => {
    const odi = (goalId: string) => painGoal({ goalId, kind: 'function', measure: 'odi', unit: 'percent' });
    const { goalId: _goalId, ...score } = measurement({ measure: 'odi', value: 34 });
    for (const goal of [odi('g-1'), odi('g-2')]) expect(valuesOf(goal, score)).toEqual([34]);
    expect(valuesOf(odi('g-1'), measurement({ value: 30 }))).toEqual([30]);
    for (const measure of ['pain', 'ndi', 'pain-vas', 'psfs:odi', 'task:odi', 'recovery-hours']) {
      expect(valuesOf(painGoal({ measure }), score)).toEqual([]);
    }
  });

  test('do not feed a pain goal, which has the journal', () => {
    expect(valuesOf(painGoal(), measurement())).toEqual([]);
  });

  test('are all that feeds a task, a function or a performance', () => {
    const flexion = session({ painBefore: 5, rangeOfMotion: [{ movement: 'reach-top-shelf', after: 1 }] });
    for (const measure of ['task:reach-top-shelf', 'psfs:pain', 'recovery-hours']) {
      expect(valuesOf(painGoal({ measure }), flexion)).toEqual([]);
      expect(valuesOf(painGoal({ measure }), score({ pain: 4 }))).toEqual([]);
    }
  });
});

describe('the dates of a goal', () => {
  const goal = painGoal({ startsOn: '2026-08-03', dueOn: '2026-08-10' });
  test.each([
    ['2026-08-03T00:00:00+14:00', 1], // still 2 August in UTC
    ['2026-08-02T23:59:59-12:00', 0], // already 3 August in UTC
    ['2026-08-10T23:59:59-12:00', 1],
    ['2026-08-11T00:00:00+14:00', 0],
  ])('are days as written, both inclusive: %s', (at, count) => {
    expect(goalPoints(goal, score({ at, pain: 4 }))).toHaveLength(count);
  });

  test('count for the value, not for the session: one that ends on the next day is late', () => {
    const overMidnight = session({
      startedAt: '2026-08-10T23:30:00-05:00',
      endedAt: '2026-08-11T00:30:00-05:00',
      rangeOfMotion: [{ movement: 'shoulder-flexion', before: 120, after: 135 }],
    });
    expect(goalPoints(shoulderGoal({ dueOn: '2026-08-10' }), overMidnight)).toEqual([]);
    expect(goalPoints(shoulderGoal({ startsOn: '2026-08-11' }), overMidnight)).toHaveLength(1);
  });
});

describe('what a goal refuses', () => {
  const refusal = (goal: Held<Goal>, record: GoalFeed) =>
    offeredPoints(goal, record).map(({ refused }) => refused);
  const neck = painGoal({ bodyRegion: 'neck' });
  test.each([
    ['wrong-body-region', neck, score({ pain: 4, bodyRegion: 'low-back' })],
    ['wrong-recall-window', painGoal(), score({ pain: 4, window: 'past-week' })],
    ['after-due-date', painGoal({ dueOn: '2026-08-04' }), score({ at: '2026-08-06T12:00:00Z', pain: 4 })],
    ['before-start', painGoal(), score({ at: '2026-07-30T12:00:00Z', pain: 4 })],
    ['off-scale', shoulderGoal({ measure: 'task:reach', unit: 'yes-no' }), measurement({ value: 0.5 })],
  ] as const)('%s', (reason, goal, record) => {
    expect(refusal(goal, record)).toEqual([reason]);
  });

  test('nothing that lies four weeks and more outside its dates is looked at', () => {
    expect(refusal(painGoal(), score({ at: '2026-07-05T12:00:00Z', pain: 4 }))).toEqual([]);
  });
});
