import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { affectedGoals } from '../../shared/goals/affected-goals.ts';
import type { GoalFeed } from '../../shared/goals/goal-points.ts';
import { goalProgress } from '../../shared/goals/goal-progress.ts';
import type { Goal } from '../../shared/records/goal.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import { runs } from '../deep.ts';
import { score } from '../outcomes/client-records.ts';
import { anyFeed, anyGoals, painGoal, uncorrected } from './goals-of-client.ts';

const changedGoals = (
  goals: readonly Held<Goal>[],
  before: readonly GoalFeed[],
  after: readonly GoalFeed[],
) =>
  goals.filter(
    (goal) =>
      JSON.stringify(goalProgress(uncorrected(goal), before)) !==
      JSON.stringify(goalProgress(uncorrected(goal), after)),
  );

describe('affectedGoals', () => {
  test('never misses a goal when any record of a client appears or goes', () => {
    let changes = 0;
    fc.assert(
      fc.property(anyGoals, anyFeed, (goals, records) => {
        for (const record of records) {
          const without = records.filter((other) => other !== record);
          const changed = changedGoals(goals, without, records);
          expect(affectedGoals(record, goals.map(uncorrected))).toEqual(expect.arrayContaining(changed));
          changes += changed.length;
        }
      }),
      runs(100, 1_000),
    );
    expect(changes).toBeGreaterThan(200); // or the property would have said nothing
  });

  test('looks at versions that were replaced as well', () => {
    const goal = painGoal({ startsOn: '2027-01-01', dueOn: '2027-02-01' });
    const history = { goal, earlier: [painGoal()] };
    expect(affectedGoals(score({ pain: 4 }), [history])).toEqual([goal]);
    expect(affectedGoals(score({ pain: 4 }), [uncorrected(goal)])).toEqual([]);
  });

  test('names no goal that the record has nothing for', () => {
    const goals = [
      painGoal({ goalId: 'g-1' }),
      painGoal({ goalId: 'g-2', bodyRegion: 'neck' }), // refused there, and that is counted
      painGoal({ goalId: 'g-3', startsOn: '2026-12-01', dueOn: '2026-12-31' }),
      painGoal({ goalId: 'g-4', measure: 'psfs:gardening', kind: 'function' }),
    ];
    const entry = score({ pain: 4, bodyRegion: 'low-back' });
    expect(affectedGoals(entry, goals.map(uncorrected)).map(({ goalId }) => goalId)).toEqual(['g-1', 'g-2']);
  });

  test('a goal affects itself alone, in the version that was changed', () => {
    const old = painGoal({ therapistId: 't-9' });
    expect(affectedGoals(old, [uncorrected(painGoal({ therapistId: 't-1' }))])).toEqual([old]);
    expect(affectedGoals(old, [])).toEqual([old]);
  });

  test('a consent affects none', () => {
    const consent = {
      type: 'consent' as const,
      partnerReports: true,
      recordedAt: '2026-08-01T00:00:00+00:00',
    };
    expect(affectedGoals(consent, [uncorrected(painGoal())])).toEqual([]);
  });
});
