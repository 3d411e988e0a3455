import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { journalLines } from '../../shared/journal/journal-lines.ts';
import { journalQuestions } from '../../shared/journal/journal-questions.ts';
import type { Goal } from '../../shared/records/goal.ts';
import type { Fact } from '../../shared/records/record.ts';
import type { Held } from '../../shared/records/versions/held.ts';

const pain: Held<Goal> = {
  type: 'goal',
  goalId: 'g-pain',
  therapistId: 't-01',
  kind: 'pain',
  measure: 'pain',
  bodyRegion: 'low-back',
  unit: 'score',
  baseline: 7,
  target: 3,
  startsOn: '2026-08-03',
  dueOn: '2026-09-14',
  weight: 1,
  recordedAt: '2026-08-03T11:25:00-05:00',
};
const { bodyRegion: _bodyRegion, ...anywhere } = pain;
const shelf: Held<Goal> = {
  ...anywhere,
  goalId: 'g-shelf',
  kind: 'mobility',
  measure: 'task:reach-top-shelf',
  unit: 'yes-no',
  baseline: 0,
  target: 1,
};

const psfs: Held<Goal> = {
  ...shelf,
  goalId: 'g-run',
  kind: 'function',
  measure: 'psfs:running',
  unit: 'score',
  target: 8,
};
const recovery: Held<Goal> = {
  ...shelf,
  goalId: 'g-hours',
  kind: 'performance',
  measure: 'recovery-hours',
  unit: 'hours',
};
const degrees: Held<Goal> = {
  ...shelf,
  goalId: 'g-rom',
  measure: 'range-of-motion:shoulder-flexion',
  unit: 'degrees',
};
const asked = ({ goalId, measure }: Held<Goal>) => ({ goalId, measure });

describe('what a form asks', () => {
  test('is about open goals: the region of the pain goal and what goals ask themselves, each of the goal due first', () => {
    const sooner = { ...shelf, goalId: 'g-tie', measure: 'task:tie-shoes', dueOn: '2026-08-31' };
    expect(journalQuestions([shelf, pain, sooner], '2026-08-31')).toEqual({
      bodyRegion: 'low-back',
      goals: [asked(sooner), asked(shelf)],
    });
    expect(journalQuestions([shelf, pain, sooner], '2026-09-01').goals).toEqual([asked(shelf)]);
    for (const day of ['2026-08-02', '2026-09-15']) {
      expect(journalQuestions([shelf, pain], day)).toEqual({ goals: [] });
    }
  });

  test('is a task, an activity, hours of recovery or, last, the degrees of a movement, two at most', () => {
    expect(journalQuestions([degrees, psfs], '2026-09-01').goals).toEqual([asked(psfs), asked(degrees)]);
    expect(journalQuestions([degrees], '2026-09-01').goals).toEqual([asked(degrees)]);
    expect(journalQuestions([recovery], '2026-09-01').goals).toEqual([asked(recovery)]);
    const all = [shelf, psfs, recovery, degrees];
    for (const goals of [all, all.toReversed()]) {
      expect(journalQuestions(goals, '2026-09-01').goals).toEqual([asked(recovery), asked(psfs)]);
    }
  });

  test('is pain as a whole where the pain goal due first names no region', () => {
    const whole = { ...anywhere, goalId: 'g-whole', dueOn: '2026-08-31' };
    expect(journalQuestions([pain, whole], '2026-08-31')).toEqual({ goals: [] });
    expect(journalQuestions([pain, whole], '2026-09-01')).toEqual({ bodyRegion: 'low-back', goals: [] });
  });
});

const score = (at: string, scores: { pain?: number; soreness?: number }): Held<Fact> => ({
  type: 'pain-score',
  scoreId: `p-${at}`,
  at,
  window: 'now',
  recordedAt: at,
  ...scores,
});
const measured = (at: string, goalId: string, value: number): Held<Fact> => ({
  type: 'measurement',
  measurementId: `m-${at}`,
  goalId,
  at,
  value,
  recordedAt: at,
});

describe("a client's own line", () => {
  const facts = [
    score('2026-08-04T12:00:00-05:00', { pain: 3 }),
    score('2026-08-04T17:00:00+00:00', { soreness: 2 }),
    measured('2026-08-04T12:00:00-05:00', 'g-shelf', 1),
    measured('2026-08-05T12:00:00-05:00', 'g-pain', 1),
    score('2026-08-04T11:00:00+00:00', { pain: 5, soreness: 4 }),
  ];
  const expected = [
    { at: '2026-08-04T11:00:00+00:00', pain: 5, soreness: 4 },
    { pain: 3, soreness: 2, goals: [{ measure: 'task:reach-top-shelf', value: 1 }] },
  ];

  test('holds together what was reported at one instant, and of measurements those of tasks only', () => {
    expect(journalLines(facts, [pain, shelf])).toMatchObject(expected);
    expect(journalLines(facts, [pain, shelf])).toHaveLength(2);
  });

  test('says of what was told later that it was', () => {
    const at = '2026-08-04T08:00:00-05:00';
    const later = { ...score(at, { pain: 3 }), window: 'past-24-hours' as const };
    expect(journalLines([later], [])).toEqual([{ at, pain: 3, window: 'past-24-hours' }]);
    expect(journalLines([score(at, { pain: 3 })], [])).toEqual([{ at, pain: 3 }]);
  });

  test('does not depend on the order in which records come', () => {
    const valuesOf = (records: readonly Held<Fact>[]) =>
      journalLines(records, [pain, shelf]).map(({ at: _at, ...values }) => values);
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
        expect(valuesOf(Object.freeze(shuffled) as typeof shuffled)).toEqual(valuesOf(facts));
      }),
    );
  });
});
