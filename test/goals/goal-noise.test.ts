import { expect, test } from 'vitest';
import { goalProgress } from '../../shared/goals/goal-progress.ts';
import { type GoalStatus, goalStanding } from '../../shared/goals/goal-standing.ts';
import { dateAfter } from '../../shared/records/time/calendar-days.ts';
import { score } from '../outcomes/client-records.ts';
import { painGoal, uncorrected } from './goals-of-client.ts';

const CLIENTS = 400;
/** Of 400, the most that a promise of 10 % is broken by with a chance of 1 % at least. */
const MOST_FALSE = 55;
const START = '2026-08-03';

type Truth = { from: number; perWeek: number; target: number; noise?: number };

/**
 * How goals of 400 clients stand: 5 to 12 scores over three to six weeks, the true pain on a line with noise
 * around it, rounded to whole numbers and kept on the scale.
 */
function standings({ from, perWeek, target, noise = 1.5 }: Truth): GoalStatus[] {
  const random = mulberry32(20_261_128);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: CLIENTS }, () => {
    const count = 5 + Math.floor(random() * 8);
    const days = 21 + Math.floor(random() * 22);
    const scores = Array.from({ length: count }, (_, index) => {
      const day = Math.round((index * days) / (count - 1));
      const pain = Math.round(from + (perWeek * day) / 7 + noise * normal());
      const at = `${dateAfter(START, day)}T09:00:00Z`;
      return score({ scoreId: `p-${index}`, at, pain: Math.min(10, Math.max(0, pain)) });
    });
    const goal = painGoal({ baseline: 8, target, dueOn: dateAfter(START, 56) });
    return goalStanding(goalProgress(uncorrected(goal), scores), dateAfter(START, days)).status;
  });
}

const many = (statuses: readonly GoalStatus[], status: GoalStatus) =>
  statuses.filter((each) => each === status).length;

test.each([
  { from: 7, perWeek: 0, target: 3 },
  { from: 5, perWeek: 0, target: 3 },
  { from: 4, perWeek: 0, target: 3 },
])('pain that does not change is seldom on track: $from, target $target', (truth) => {
  expect(many(standings(truth), 'on-track')).toBeLessThanOrEqual(MOST_FALSE);
});

test.each([
  { from: 3, perWeek: 0, target: 3 },
  { from: 7, perWeek: -0.5, target: 3 },
])('pain that gets there by the due date, or is there, is seldom behind: $from, $perWeek a week', (truth) => {
  expect(many(standings(truth), 'off-track')).toBeLessThanOrEqual(MOST_FALSE);
});

test('the words are used where they are true', () => {
  const fast = standings({ from: 9, perWeek: -1.2, target: 2, noise: 0.4 });
  expect(many(fast, 'on-track')).toBeGreaterThan(CLIENTS / 10);
  expect(many(standings({ from: 7, perWeek: 0, target: 2 }), 'off-track')).toBeGreaterThan(CLIENTS / 5);
});

/** Tommy Ettinger's mulberry32: the clients are the same in every run. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
