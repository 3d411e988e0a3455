import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClientGoal } from '../../shared/goals/client-goal.ts';
import { therapistSummary } from '../../shared/goals/therapist-summary.ts';
import { taskOn } from './client-goals.ts';

// The goals run from 2026-08-03 to 2026-09-14; this is after all of them.
const AFTER = '2026-09-15';
const attained = (client: string, goalId = 'g-1') =>
  taskOn(AFTER, client, { goalId }, [
    ['2026-09-01', 1],
    ['2026-09-08', 1],
  ]);
const ACTIVITY = {
  kind: 'function',
  measure: 'psfs:walking',
  unit: 'score',
  baseline: 7,
  target: 3,
} as const;
const missed = (client: string) => taskOn(AFTER, client, {}, [['2026-09-01', 0]]);
const once = (client: string) =>
  taskOn(AFTER, client, {}, [
    ['2026-09-01', 0],
    ['2026-09-08', 1],
  ]);
const clients = (count: number, goalOf: (client: string) => ClientGoal, from = 0) =>
  Array.from({ length: count }, (_, index) => goalOf(`p-${from + index}`));

describe("the summary of a therapist's goals", () => {
  test('counts what became of them, by kind too; an unmeasured goal is neither attained nor missed', () => {
    const open = taskOn('2026-08-20', 'p-3');
    const unmeasured = taskOn(AFTER, 'p-4');
    const goals = [attained('p-1'), missed('p-2'), open, unmeasured, once('p-5')];
    const counts = { attained: 1, reachedOnce: 1, missed: 1, unmeasured: 1, open: 1 };
    expect(therapistSummary('t-1', goals)).toMatchObject({
      therapistId: 't-1',
      goals: 5,
      clients: 5,
      ...counts,
      byKind: { mobility: counts, pain: { attained: 0, reachedOnce: 0, missed: 0, unmeasured: 0, open: 0 } },
      attainment: { goals: 3, clients: 3, count: 1 },
    });
  });

  test('gives counts only, with the reason, below ten clients with a measured goal past its due date', () => {
    const nine = therapistSummary('t-1', clients(9, attained));
    expect(nine.attainment).toEqual({ goals: 9, clients: 9, count: 9, share: null, ci95: null });
    expect(nine.notes).toEqual([
      'attainment.share, attainment.ci95: fewer than 10 clients have a measured goal past its due date',
      expect.stringContaining('attainmentScaling.meanT'),
    ]);
    const tenGoalsOfNine = therapistSummary('t-1', [...clients(9, attained), attained('p-0', 'g-2')]);
    expect(tenGoalsOfNine.attainment.share).toBeNull();
  });

  // Korn & Graubard 1998; known answer made with R, clubSandwich 0.5.8.
  test("gives the share over clients, with Wilson's interval at the effective size, from ten on", () => {
    const outcomes: [string, string][] = Object.entries({
      ...{ 1: '1110', 2: '00', 3: '111', 4: '1', 5: '00010', 6: '1', 7: '10', 8: '1', 9: '111' },
      ...{ 10: '00', 11: '1', 12: '011' },
    });
    const goals = outcomes.flatMap(([client, each]) =>
      [...each].map((one, index) => ({
        ...(one === '1' ? attained(client) : missed(client)),
        goalId: `g-${index}`,
      })),
    );
    const { attainment, notes } = therapistSummary('t-1', goals);
    expect(attainment).toMatchObject({ goals: 28, clients: 12, count: 17, share: 17 / 28 });
    expect(attainment.ci95![0]).toBeCloseTo(0.329653, 5);
    expect(attainment.ci95![1]).toBeCloseTo(0.82926, 5);
    expect(notes).toEqual([expect.stringContaining('attainmentScaling.meanT')]);
  });

  // Kiresuk & Sherman 1968: one goal at +1 gives 60, one at -1 gives 40; two of equal weight at 0 and +1 56.202.
  test('gives the mean T of Goal Attainment Scaling, each client once, from ten clients with closed goals on', () => {
    const levels = { '-2': 7, '-1': 5, '0': 3, '1': 2, '2': 0 };
    const scaled = (client: string, pain: number, goalId = 'g-1') =>
      taskOn(AFTER, client, { goalId, ...ACTIVITY, levels }, [['2026-09-01', pain]]);
    const nine = [
      ...clients(5, (client) => scaled(client, 2)),
      ...clients(4, (client) => scaled(client, 5), 5),
    ];
    const none = { meanT: null, ci95: null, baselineT: null, change: null };
    expect(therapistSummary('t-1', nine).attainmentScaling).toEqual({ clients: 9, open: 0, ...none });
    const ten = [...nine, scaled('p-9', 3), scaled('p-9', 2, 'g-2')];
    const running = taskOn('2026-09-14', 'p-10', { ...ACTIVITY, levels }, [['2026-09-01', 0]]);
    const scaling = therapistSummary('t-1', [...ten, running]).attainmentScaling;
    const { clients: scored, meanT, baselineT, change, ci95, open } = scaling;
    expect([scored, open]).toEqual([10, 1]);
    // All began at level -2: 30 for one goal, 50 - 40 / sqrt(0.7 * 2 + 0.3 * 4) for two.
    expect(baselineT).toBeCloseTo((9 * 30 + 50 - 40 / Math.sqrt(2.6)) / 10, 10);
    expect(change).toBeCloseTo(meanT! - baselineT!, 10);
    // Student's interval over the ten clients, by hand: t(0.975, 9) = 2.262157.
    const scores = [60, 60, 60, 60, 60, 40, 40, 40, 40, 50 + 10 / Math.sqrt(2.6)];
    const sd = Math.sqrt(scores.reduce((sum, t) => sum + (t - meanT!) ** 2, 0) / 9);
    expect(ci95![1] - meanT!).toBeCloseTo((2.262157 * sd) / Math.sqrt(10), 5);
    expect(meanT).toBeCloseTo((5 * 60 + 4 * 40 + 56.202) / 10, 4);
  });

  test('leaves a goal out of the share until its due date, although it is attained: misses are known late', () => {
    const early = (client: string) =>
      taskOn('2026-09-10', client, {}, [
        ['2026-09-01', 1],
        ['2026-09-08', 1],
      ]);
    const summary = therapistSummary('t-1', clients(12, early));
    expect(summary).toMatchObject({ attained: 12, attainment: { goals: 0, share: null } });
  });

  test('does not depend on the order of the goals', () => {
    const goals = [...clients(6, attained), ...clients(6, missed, 6), taskOn(AFTER, 'p-20')];
    const expected = therapistSummary('t-1', goals);
    fc.assert(
      fc.property(fc.shuffledSubarray(goals, { minLength: goals.length }), (shuffled) => {
        expect(therapistSummary('t-1', shuffled)).toEqual(expected);
      }),
    );
  });
});
