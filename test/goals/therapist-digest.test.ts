import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClientGoal } from '../../shared/goals/client-goal.ts';
import type { GoalStatus } from '../../shared/goals/goal-standing.ts';
import { therapistDigest } from '../../shared/goals/therapist-digest.ts';
import { dateAfter } from '../../shared/records/time/calendar-days.ts';
import { deepFreeze } from '../outcomes/client-records.ts';
import { taskOn } from './client-goals.ts';

const AS_OF = '2026-08-23';
const ABOUT = { clinicId: 'riverside', therapistId: 't-1', asOf: AS_OF };

/** A goal that stands as it is said to: how it came there is for other tests. */
function goal(goalId: string, status: GoalStatus, dueOn: string): ClientGoal {
  return deepFreeze({ ...taskOn(AS_OF, 'p-1', { goalId, dueOn, startsOn: '2026-06-01' }), status });
}
/** A task that was done for the second time in a row on that day, and once more since. */
const attainedOn = (goalId: string, date: string) =>
  taskOn(AS_OF, 'p-1', { goalId, startsOn: '2026-06-01', dueOn: dateAfter(AS_OF, 3) }, [
    ['2026-07-10', 0],
    ['2026-08-01', 1],
    [date, 1],
    [AS_OF, 1],
  ]);
const inDays = (days: number) => dateAfter(AS_OF, days);
const ids = (goals: readonly { goalId: string }[]) => goals.map(({ goalId }) => goalId);

describe("a therapist's digest", () => {
  const goals = [
    goal('at-risk', 'at-risk', inDays(30)),
    goal('off-later', 'off-track', inDays(40)),
    goal('off-sooner', 'off-track', inDays(20)),
    goal('missed', 'missed', inDays(-14)),
    goal('never-measured', 'no-data', inDays(-1)),
    goal('missed-long-ago', 'missed', inDays(-15)),
    goal('on-track', 'on-track', inDays(14)),
    goal('due-today', 'too-early', AS_OF),
    goal('on-track-later', 'on-track', inDays(15)),
    attainedOn('attained-now', inDays(-6)),
    attainedOn('attained-before', inDays(-7)),
  ];

  test('names first whose goals were missed lately, then off track, then at risk, by due date', () => {
    const { needsHer } = therapistDigest(ABOUT, goals, []);
    expect(ids(needsHer)).toEqual(['missed', 'never-measured', 'off-sooner', 'off-later', 'at-risk']);
  });

  test('names what was attained in the week, and what is due in the next two', () => {
    const { newlyAttained, dueSoon } = therapistDigest(ABOUT, goals, []);
    expect(ids(newlyAttained)).toEqual(['attained-now']);
    expect(ids(dueSoon)).toEqual(['due-today', 'on-track']);
  });

  test('says by which session each client that it names is recognised, and of nobody else', () => {
    const session = { therapistId: 't-1', complaint: 'stress', painBefore: 5, painAfter: 3 } as const;
    const sessions = [
      { ...session, client: 'p-1', sessionId: 's-1', startedAt: `${inDays(-30)}T10:00:00+00:00` },
      { ...session, client: 'p-2', sessionId: 's-2', startedAt: `${inDays(-3)}T10:00:00+00:00` },
    ];
    const { reminders } = therapistDigest(ABOUT, goals, sessions);
    expect(Object.keys(reminders.lastSessions)).toEqual(['p-1']);
  });

  test('is the same text whatever the order in which goals are read', () => {
    const expected = JSON.stringify(therapistDigest(ABOUT, goals, []));
    fc.assert(
      fc.property(fc.shuffledSubarray(goals, { minLength: goals.length }), (shuffled) => {
        expect(JSON.stringify(therapistDigest(ABOUT, shuffled, []))).toBe(expected);
      }),
    );
  });
});
