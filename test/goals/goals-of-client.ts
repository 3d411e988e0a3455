import fc from 'fast-check';
import type { Goal } from '../../shared/records/goal.ts';
import type { Measurement } from '../../shared/records/measurement.ts';
import type { GoalHistory } from '../../shared/records/versions/goal-history.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import { anyScore, anySession, deepFreeze } from '../outcomes/client-records.ts';

/** Goals and measurements for tests: single ones with defaults, and random ones. */

const RECORDED_AT = '2026-08-01T00:00:00+00:00';

export function painGoal(fields: Partial<Held<Goal>> = {}): Held<Goal> {
  return {
    type: 'goal',
    goalId: 'g-1',
    therapistId: 't-1',
    kind: 'pain',
    measure: 'pain',
    unit: 'score',
    baseline: 7,
    target: 3,
    startsOn: '2026-08-03',
    dueOn: '2026-09-14',
    weight: 1,
    recordedAt: RECORDED_AT,
    ...fields,
  };
}

/** A goal that was never corrected. */
export const uncorrected = (goal: Held<Goal>): GoalHistory => ({ goal, earlier: [] });

export const shoulderGoal = (fields: Partial<Held<Goal>> = {}) =>
  painGoal({
    kind: 'mobility',
    measure: 'range-of-motion:shoulder-flexion',
    unit: 'degrees',
    baseline: 120,
    target: 160,
    ...fields,
  });

export function measurement(fields: Partial<Held<Measurement>> = {}): Held<Measurement> {
  return {
    type: 'measurement',
    measurementId: 'm-1',
    goalId: 'g-1',
    at: '2026-08-20T09:00:00-05:00',
    value: 5,
    recordedAt: RECORDED_AT,
    ...fields,
  };
}

const anyRange = fc.array(
  fc.record(
    {
      movement: fc.constantFrom('shoulder-flexion', 'neck-rotation'),
      side: fc.constantFrom('left', 'right'),
      before: fc.integer({ min: 0, max: 180 }),
      after: fc.integer({ min: 0, max: 180 }),
    },
    { requiredKeys: ['movement', 'side', 'before'] },
  ),
  { maxLength: 2 },
);

const anyMeasurement = fc
  .record({
    measurementId: fc.integer({ min: 0, max: 1e6 }).map((n) => `m-${n}`),
    goalId: fc.constantFrom('g-1', 'g-2', 'g-3', 'g-4', 'g-5'),
    at: anyScore.map(({ at }) => at),
    value: fc.integer({ min: 0, max: 10 }),
  })
  .map(measurement);

const anyDates = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 20 }))
  .map(([start, length]) => ({ startsOn: day(start), dueOn: day(start + length) }));

function day(offset: number): string {
  return new Date(Date.UTC(2026, 6, 11 + offset)).toISOString().slice(0, 10);
}

const MEASURES: Partial<Held<Goal>>[] = [
  {},
  { bodyRegion: 'neck' },
  {
    kind: 'mobility',
    measure: 'range-of-motion:shoulder-flexion',
    unit: 'degrees',
    baseline: 90,
    target: 150,
  },
  { kind: 'function', measure: 'psfs:gardening', unit: 'score', baseline: 2, target: 8 },
  { kind: 'performance', measure: 'recovery-hours', unit: 'hours', baseline: 40, target: 30 },
];

/** Goals g-1 to g-5, one of each sort, with random dates. */
export const anyGoals = fc
  .tuple(...MEASURES.map(() => anyDates))
  .map((dates) =>
    deepFreeze(
      MEASURES.map((fields, index) => painGoal({ ...fields, ...dates[index], goalId: `g-${index + 1}` })),
    ),
  );

/** Everything that can feed a goal, every id once, frozen. */
export const anyFeed = fc
  .tuple(
    fc.uniqueArray(
      fc.tuple(anySession, anyRange).map(([session, rangeOfMotion]) => ({ ...session, rangeOfMotion })),
      { maxLength: 6, selector: ({ sessionId }) => sessionId },
    ),
    fc.uniqueArray(anyScore, { maxLength: 10, selector: ({ scoreId }) => scoreId }),
    fc.uniqueArray(anyMeasurement, { maxLength: 8, selector: ({ measurementId }) => measurementId }),
  )
  .map((kinds) => deepFreeze(kinds.flat()));
