import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TimeToEvent } from '../../../shared/outcomes/session-outcome.ts';
import { timeToEventStatistics } from '../../../shared/statistics/time-to-event/time-to-event.ts';
import { bracketsOf } from '../tallies.ts';

const HOUR = 3600;
const of = (outcomes: readonly TimeToEvent[], gaps: readonly number[] = []) =>
  timeToEventStatistics(bracketsOf(outcomes), Int32Array.from(gaps));
const bracket = (after: number, by: number): TimeToEvent => ({
  event: true,
  after: after * HOUR,
  by: by * HOUR,
});
const open = (last: number): TimeToEvent => ({ event: false, last: last * HOUR });

describe('timeToEventStatistics', () => {
  test('nothing at all: counts 0, the rest null, the shape kept', () => {
    expect(of([])).toEqual({
      n: 0,
      events: 0,
      censored: 0,
      medianHours: null,
      ci95: null,
      restrictedMean: { horizonHours: 168, mean: null, se: null },
      curve: [],
      resolvedBy: { '24': null, '48': null, '72': null },
      interval: { medianHours: null },
      medianGapHours: null,
    });
  });

  test('all censored: nobody resolved, and the last survival carried on to the horizon', () => {
    expect(of([open(20), open(60)], [5 * HOUR])).toMatchObject({
      n: 2,
      events: 0,
      censored: 2,
      medianHours: null,
      ci95: null,
      restrictedMean: { mean: 168, se: 0 },
      resolvedBy: { '24': 0, '48': 0, '72': 0 },
      interval: { medianHours: null },
      medianGapHours: 5,
    });
  });

  test('a single event: a median without an interval, and the bracket it came in', () => {
    expect(of([bracket(6, 30)])).toMatchObject({
      n: 1,
      events: 1,
      medianHours: 30,
      ci95: null,
      restrictedMean: { mean: 30, se: 0 },
      resolvedBy: { '24': 0, '48': 1, '72': 1 },
      interval: { medianHours: [6, 30] },
    });
  });

  test('ties everywhere: events before censorings', () => {
    const outcomes = [bracket(0, 24), bracket(0, 24), open(24), open(24)];
    const { curve, medianHours, resolvedBy } = of(outcomes);
    expect(curve).toMatchObject([{ hours: 24, atRisk: 4, events: 2, censored: 2, survival: 0.5 }]);
    expect([medianHours, resolvedBy['24']]).toEqual([24, 0.5]);
  });

  test('the order of the outcomes and of the gaps changes no digit', () => {
    const outcome = fc
      .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 40 }), fc.boolean())
      .map(([after, length, event]) => (event ? bracket(after, after + length + 1) : open(after + 1)));
    const both = fc.tuple(fc.array(outcome, { maxLength: 30 }), fc.array(fc.integer({ min: 0, max: 9999 })));
    fc.assert(
      fc.property(both, ([outcomes, gaps]) => {
        expect(JSON.stringify(of(outcomes.toReversed(), gaps.toReversed()))).toBe(
          JSON.stringify(of(outcomes, gaps)),
        );
      }),
    );
  });
});
