import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goalProgress } from '../../shared/goals/goal-progress.ts';
import { goalRange } from '../../shared/goals/goal-range.ts';
import { utcSortKey } from '../../shared/records/time/instant.ts';
import { score, session } from '../outcomes/client-records.ts';
import { anyFeed, anyGoals, painGoal, uncorrected } from './goals-of-client.ts';

describe('goalProgress', () => {
  test('keeps every value that counts, in order of time, and the dates of those that do not', () => {
    const goal = painGoal({ bodyRegion: 'neck' });
    const progress = goalProgress(uncorrected(goal), [
      score({ scoreId: 'p-2', at: '2026-08-20T12:00:00-05:00', pain: 4, bodyRegion: 'neck' }),
      session({ painBefore: 7 }),
      score({ scoreId: 'p-3', at: '2026-08-21T12:00:00-05:00', pain: 1, bodyRegion: 'low-back' }),
    ]);
    expect(progress).toMatchObject({ goalId: 'g-1', baseline: 7, target: 3, earlier: [] });
    expect(progress.points.map(({ value, from }) => [value, from.id])).toEqual([
      [7, 's-1'],
      [4, 'p-2'],
    ]);
    expect(progress.refused).toEqual({ 'wrong-body-region': [{ on: '2026-08-21', value: 1 }] });
  });

  test('lists the versions that said something else than the one that followed', () => {
    const versions = [
      painGoal({ target: 5, recordedAt: '2026-08-01T00:00:00Z' }),
      painGoal({ target: 5, recordedAt: '2026-08-02T00:00:00Z' }),
      painGoal({ target: 4, recordedAt: '2026-08-03T00:00:00Z' }),
    ];
    const goal = painGoal({ target: 3, recordedAt: '2026-08-04T00:00:00Z' });
    const { earlier } = goalProgress({ goal, earlier: versions }, []);
    expect(earlier.map(({ target, recordedAt }) => [target, recordedAt.slice(0, 10)])).toEqual([
      [5, '2026-08-02'],
      [4, '2026-08-03'],
    ]);
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
        for (const goal of goals.map(uncorrected)) {
          const text = JSON.stringify(goalProgress(goal, records));
          expect(JSON.stringify(goalProgress(goal, shuffled))).toBe(text);
        }
      }),
    );
  });
});

describe('goalRange', () => {
  test('looks four weeks around, with a day to spare on each side', () => {
    expect(goalRange([{ startsOn: '2026-08-03', dueOn: '2026-09-14' }])).toEqual({
      from: '2026-07-05T00:00:00',
      to: '2026-10-14T00:00:00',
    });
  });

  test('what lies outside it does not feed the goal', () => {
    fc.assert(
      fc.property(anyGoals, anyFeed, (goals, records) => {
        for (const goal of goals) {
          const { from, to } = goalRange([goal]);
          const inRange = records.filter((record) => {
            const at = utcSortKey(record.type === 'session' ? record.startedAt : record.at).slice(0, 19);
            return at >= from && at <= to;
          });
          expect(goalProgress(uncorrected(goal), inRange)).toEqual(goalProgress(uncorrected(goal), records));
        }
      }),
    );
  });

  test('holds the first and the last instant that can count', () => {
    const { from, to } = goalRange([{ startsOn: '2026-08-03', dueOn: '2026-08-04' }]);
    // A session of 8 h that ends with the first second of the first day in the far east.
    expect(utcSortKey('2026-08-02T16:00:00+14:00') > from).toBe(true);
    expect(utcSortKey('2026-08-04T23:59:59.999999999-12:00') < to).toBe(true);
  });

  test('stays in order at the end of the calendar', () => {
    const { from, to } = goalRange([{ startsOn: '9999-12-01', dueOn: '9999-12-31' }]);
    expect(from < to).toBe(true);
  });
});
