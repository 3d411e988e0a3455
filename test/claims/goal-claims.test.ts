import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSaid } from '../../shared/claims/contract.ts';
import { goalClaims, withGoals } from '../../shared/claims/goal-claims.ts';
import { goalsAsOf, lastSessionAmong, lastSessionOn } from '../../shared/claims/goals-as-of.ts';
import { outcomeStatistics } from '../../shared/claims/outcome-statistics.ts';
import { attainmentT } from '../../shared/goals/attainment-scaling.ts';
import type { GoalOfClient } from '../../shared/goals/goal-of-client.ts';
import { goalProgress } from '../../shared/goals/goal-progress.ts';
import type { Goal } from '../../shared/records/goal.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import { OutcomeTable } from '../../shared/statistics/table/outcome-table.ts';
import { measurement, painGoal, shoulderGoal, uncorrected } from '../goals/goals-of-client.ts';
import { score } from '../outcomes/client-records.ts';
import { outcome } from '../statistics/outcomes.ts';

// The goals run from 2026-08-03 to 2026-09-14.
const AFTER = '2026-09-15';

function goalOf(client: string, fields: Partial<Held<Goal>>, values: readonly number[]): GoalOfClient {
  const goal = painGoal(fields);
  const scores = values.map((pain, index) =>
    score({ scoreId: `p-${index}`, at: `2026-09-0${index + 1}T09:00:00Z`, pain }),
  );
  return { client, progress: goalProgress(uncorrected(goal), scores) };
}

/** One measurement of a range-of-motion goal, at a review before the due date. */
function reviewed(client: string, fields: Partial<Held<Goal>>, value?: number): GoalOfClient {
  const goal = shoulderGoal({ startsOn: '2026-04-01', dueOn: '2026-05-31', ...fields });
  const at = '2026-05-20T10:00:00+01:00';
  const records = value === undefined ? [] : [measurement({ goalId: goal.goalId, at, value })];
  return { client, progress: goalProgress(uncorrected(goal), records) };
}
const levels = (...[a, b, c, d, e]: [number, number, number, number, number]) => ({
  levels: { '-2': a, '-1': b, '0': c, '1': d, '2': e },
});

/** Seven goals of three clients, reviewed once; of A by the guide of Turner-Stokes 2009 with its erratum. */
const REVIEWED = [
  reviewed('A', { goalId: 'A1', baseline: 60, target: 80, weight: 4, ...levels(60, 70, 80, 90, 100) }, 92),
  reviewed('A', { goalId: 'A2', baseline: 40, target: 60, weight: 2, ...levels(40, 50, 60, 70, 80) }, 60),
  reviewed('A', { goalId: 'A3', baseline: 30, target: 40, weight: 1, ...levels(20, 30, 40, 50, 60) }, 35),
  reviewed('B', { goalId: 'B1', baseline: 60, target: 80, ...levels(60, 70, 80, 90, 100) }, 80),
  reviewed('B', { goalId: 'B2', baseline: 40, target: 60, ...levels(40, 50, 60, 70, 80) }, 30),
  reviewed('C', { goalId: 'C1', baseline: 50, target: 30, ...levels(50, 40, 30, 20, 10) }, 29.5),
  reviewed('C', { goalId: 'C2', baseline: 50, target: 30 }),
];
/** Seven more clients like C. */
const OTHERS = Array.from({ length: 7 }, (_, index) => ({ ...REVIEWED[5]!, client: `D${index}` }));

describe('claims about goals', () => {
  test('of three clients are counts, with the reason', () => {
    expect(goalClaims(REVIEWED, '2026-06-01')).toEqual({
      asOf: '2026-06-01',
      closed: 7,
      measured: 6,
      reachedOnce: 0,
      attained: { withheld: 'Only 3 clients have a measured goal past its due date; it takes 10.' },
      meanT: { withheld: 'Only 3 clients have a measured goal with levels past its due date; it takes 10.' },
      open: 0,
    });
  });

  test('four of six goals that were reviewed once are attained; T and its baseline are over clients', () => {
    const said = goalClaims([...REVIEWED, ...OTHERS], '2026-06-01');
    expect(said).toMatchObject({ closed: 14, measured: 13, attained: { rate: 11 / 13 } });
    const baselineOfA = 26.02;
    const two = attainmentT([
      { level: -2, weight: 1 },
      { level: -2, weight: 1 },
    ])!;
    if (!isSaid(said.meanT)) throw new Error(said.meanT.withheld);
    const { value, baseline, change, clients } = said.meanT;
    expect(clients).toBe(10);
    expect(value).toBeCloseTo((55.5328 + 37.5965 + 8 * 50) / 10, 4);
    expect(baseline).toBeCloseTo((baselineOfA + two + 8 * 30) / 10, 3);
    expect(change).toBeCloseTo(value - baseline, 10);
  });

  test('goals reached once, not twice running, are counted: they are neither attained nor missed', () => {
    const ten = Array.from({ length: 10 }, (_, index) =>
      goalOf(`p-${index}`, {}, index < 4 ? [6, 3] : [6, 6]),
    );
    expect(goalClaims(ten, AFTER)).toMatchObject({ measured: 10, reachedOnce: 4, attained: { rate: 0 } });
    // Before the due date nothing is decided.
    expect(goalClaims(ten, '2026-09-14')).toMatchObject({ measured: 0, reachedOnce: 0 });
  });

  test('leave open goals out of share and mean, and what has not begun out of all', () => {
    const on = goalClaims([...REVIEWED, ...OTHERS], '2026-05-31');
    expect(on).toMatchObject({ closed: 0, measured: 0, open: 14 });
    expect(on.attained).toEqual({ withheld: 'No client has a measured goal past its due date.' });
    expect(goalClaims(REVIEWED, '2026-03-31')).toMatchObject({ closed: 0, open: 0 });
  });

  test('count clients, not goals: ten goals of one client are no evidence', () => {
    const ofOne = Array.from({ length: 10 }, (_, index) => goalOf('p', { goalId: `g-${index}` }, [3, 3]));
    expect(goalClaims(ofOne, AFTER).attained).toEqual({
      withheld: 'Only 1 client has a measured goal past its due date; it takes 10.',
    });
    const wide = Array.from({ length: 20 }, (_, index) =>
      goalOf(`p-${index % 10}`, { goalId: `g-${index}` }, index % 10 < 5 ? [3, 3] : [6, 6]),
    );
    const alone = wide.slice(0, 10);
    const [often, once] = [wide, alone].map(
      (goals) => goalClaims(goals, AFTER).attained as { ci95: number[] },
    );
    // A second goal of each client that ends as the first did says nothing new.
    expect(often!.ci95).toEqual(once!.ci95);
  });

  test('do not depend on the order of goals, nor on what clients are called', () => {
    const goals = [...REVIEWED, ...OTHERS];
    const expected = goalClaims(goals, '2026-06-01');
    fc.assert(
      fc.property(
        fc.shuffledSubarray(goals, { minLength: goals.length }),
        fc.string(),
        (shuffled, prefix) => {
          const renamed = shuffled.map((goal) => ({ ...goal, client: `${prefix}${goal.client}` }));
          expect(goalClaims(renamed, '2026-06-01')).toEqual(expected);
        },
      ),
    );
  });
});

describe('the day as of which goals are judged', () => {
  const goals = [goalOf('p', {}, [7, 6])];
  const session = outcome({ startedAt: '2026-08-10T10:00:00-05:00' });
  const statistics = (to: string | null) =>
    outcomeStatistics({
      clinicId: 'riverside',
      from: null,
      to,
      clients: [{ client: 'p', sessions: [session], courses: [] }],
    });

  test('is that of the latest record, and no later than the last month', () => {
    expect(goalsAsOf(null, '2026-08-10', goals)).toBe('2026-09-02');
    expect(goalsAsOf(null, '2026-10-10', goals)).toBe('2026-10-10');
    expect(goalsAsOf('2026-08', '2026-08-10', goals)).toBe('2026-08-31');
    expect(goalsAsOf(null, null, [])).toBeNull();
    expect(goalsAsOf(null, null, [goalOf('p', { recordedAt: '2026-08-02T23:00:00-05:00' }, [])])).toBe(
      '2026-08-02',
    );
  });

  test('is moved by no record that is dated after today', () => {
    const ahead = goalOf('q', { recordedAt: '2062-08-12T10:00:00Z' }, []);
    const honest = goalsAsOf(null, '2026-08-10', goals, '2026-11-25');
    expect(honest).toBe('2026-09-02');
    expect(goalsAsOf(null, '2026-08-10', [...goals, ahead], '2026-11-25')).toBe(honest);
    expect(goalsAsOf('2062-08', '2026-08-10', [...goals, ahead], '2026-11-25')).toBe(honest);
    // Values that a goal has looked at, or has not taken, may be dated ahead too.
    const [{ progress, client }] = goals as [(typeof goals)[number]];
    const value = { at: '2062-08-12T10:00:00Z', value: 3 };
    const withValue = { client, progress: { ...progress, points: [...progress.points, value] } };
    const withRefused = {
      client,
      progress: { ...progress, refused: { late: [{ on: '2062-08-12', value: 3 }] } },
    };
    for (const odd of [withValue, withRefused] as typeof goals) {
      expect(goalsAsOf(null, '2026-08-10', [odd], '2026-11-25')).toBe(honest);
    }

    const clients = [
      { client: 'p', sessions: [session], courses: [] },
      { client: 'q', sessions: [outcome({ startedAt: '2062-08-12T10:00:00-05:00' })], courses: [] },
    ];
    expect(lastSessionAmong(clients, '2026-11-25')).toBe('2026-08-10');
    const table = new OutcomeTable({ from: null, to: null });
    for (const client of clients) table.add(client);
    expect(lastSessionOn(table, '2026-11-25')).toBe('2026-08-10');
    expect(lastSessionOn(table)).toBe('2062-08-12');
  });

  test('stands in the statistics of sessions, whoever adds the goals', () => {
    expect(statistics(null).claims.goals).toMatchObject({ asOf: '2026-08-10', closed: null });
    // Without a month asked for, that of the latest session bounds it.
    expect(withGoals(statistics(null), goals).claims.goals).toMatchObject({ asOf: '2026-08-31', open: 1 });
    const stored = JSON.parse(JSON.stringify(statistics('2026-09')));
    expect(withGoals(stored, goals).claims.goals).toMatchObject({ asOf: '2026-09-02', open: 1 });
    const empty = outcomeStatistics({ clinicId: 'riverside', from: null, to: null, clients: [] });
    expect(withGoals(empty, []).claims.goals).toMatchObject({
      asOf: null,
      attained: { withheld: 'There is no session in these months and no goal.' },
    });
  });
});
