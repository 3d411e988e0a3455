import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TimeToEvent } from '../../../shared/outcomes/session-outcome.ts';
import { IsotonicRegression } from '../../../shared/statistics/turnbull/isotonic-regression.ts';
import { turnbullDistribution } from '../../../shared/statistics/turnbull/turnbull.ts';
import { turnbullMedianHours as medianOfBrackets } from '../../../shared/statistics/turnbull/turnbull-median.ts';
import { turnbullSupport as supportOfBrackets } from '../../../shared/statistics/turnbull/turnbull-support.ts';
import { bracketsOf } from '../tallies.ts';

const turnbullMedianHours = (outcomes: readonly TimeToEvent[]) => medianOfBrackets(bracketsOf(outcomes));
const turnbullSupport = (outcomes: readonly TimeToEvent[]) => supportOfBrackets(bracketsOf(outcomes));

const HOUR = 3600;
/** (after, by] in hours; without `by` it is censored. */
const bracket = (after: number, by?: number): TimeToEvent =>
  by === undefined
    ? { event: false, last: after * HOUR }
    : { event: true, after: after * HOUR, by: by * HOUR };

/** Intervals in hours with their mass. */
function estimate(outcomes: readonly TimeToEvent[]) {
  const { intervals, coverages } = turnbullSupport(outcomes);
  const cumulated = turnbullDistribution(intervals.length, coverages);
  return intervals.map(({ after, by }, index) => ({
    after: after / HOUR,
    by: by / HOUR,
    mass: cumulated[index]! - (cumulated[index - 1] ?? 0),
  }));
}

/**
 * Months to cosmetic deterioration after radiotherapy alone: Finkelstein & Wolfe 1985, Biometrics 41:933, as
 * `bcdeter` in the R package KMsurv.
 */
const RADIOTHERAPY: [number, number][] = [
  [0, 5],
  [0, 7],
  [0, 8],
  [4, 11],
  [5, 11],
  [5, 12],
  [6, 10],
  [7, 14],
  [7, 16],
  [11, 15],
  [11, 18],
  [17, 25],
  [17, 25],
  [18, 26],
  [19, 35],
  [25, 37],
  [26, 40],
  [27, 34],
  [36, 44],
  [36, 48],
  [37, 44],
];
const STILL_WELL = [
  15, 17, 18, 22, 24, 24, 32, 33, 34, 36, 36, 37, 37, 37, 38, 40, 45, 46, 46, 46, 46, 46, 46, 46, 46,
];
const COSMESIS = [
  ...RADIOTHERAPY.map(([after, by]) => bracket(after, by)),
  ...STILL_WELL.map((last) => bracket(last)),
];

describe('the Turnbull estimate', () => {
  test('breast cosmesis after radiotherapy', () => {
    // Fay & Shaw 2010, J Stat Softw 36(2), the fit of their package interval: intervals and mass
    const published = [
      [4, 5, 0.0463],
      [6, 7, 0.0334],
      [7, 8, 0.0887],
      [11, 12, 0.0708],
      [24, 25, 0.0926],
      [33, 34, 0.0818],
      [38, 40, 0.1209],
      [46, 48, 0.4656],
    ] as const;
    expect(estimate(COSMESIS).filter(({ mass }) => mass > 1e-6)).toEqual(
      published.map(([after, by, mass]) => ({ after, by, mass: expect.closeTo(mass, 4) })),
    );
    expect(turnbullMedianHours(COSMESIS)).toEqual([38, 40]);
  });

  test('brackets that do not overlap have their shares', () => {
    const outcomes = [bracket(0, 2), bracket(2, 5), bracket(2, 5), bracket(9)];
    expect(estimate(outcomes)).toEqual([
      { after: 0, by: 2, mass: expect.closeTo(0.25, 10) },
      { after: 2, by: 5, mass: expect.closeTo(0.5, 10) },
      { after: 9, by: Number.POSITIVE_INFINITY, mass: expect.closeTo(0.25, 10) },
    ]);
  });

  test('a bracket without length is that second', () => {
    const outcomes = [bracket(0, 6), bracket(6, 6), bracket(6, 9)];
    const { intervals } = turnbullSupport(outcomes);
    expect(intervals).toEqual([
      { after: 6 * HOUR, by: 6 * HOUR },
      { after: 6 * HOUR, by: 9 * HOUR },
    ]);
    expect(turnbullMedianHours(outcomes)).toEqual([6, 6]);
  });
});

describe('its median', () => {
  test('is the interval in which one half is reached, also exactly', () => {
    expect(turnbullMedianHours([bracket(0, 2), bracket(4, 6)])).toEqual([0, 2]);
    expect(turnbullMedianHours([bracket(0, 2), bracket(4, 6), bracket(8)])).toEqual([4, 6]);
  });

  test('of overlapping brackets whose masses are only approached', () => {
    // The middle interval, which two of the four cover, is emptied step by step.
    const outcomes = [bracket(0, 2), bracket(0, 5), bracket(4, 7), bracket(6, 7)];
    expect(estimate(outcomes).map(({ mass }) => mass)).toEqual([
      expect.closeTo(0.5, 9),
      expect.closeTo(0, 9),
      expect.closeTo(0.5, 9),
    ]);
    expect(turnbullMedianHours(outcomes)).toEqual([0, 2]);
  });

  test('of a client who was asked at the very end of the session and never again', () => {
    expect(turnbullMedianHours([bracket(0), bracket(0, 2), bracket(0, 2)])).toEqual([0, 2]);
  });

  test('is null where one half is reached by nobody who was seen', () => {
    expect(turnbullMedianHours([bracket(0, 2), bracket(5), bracket(6)])).toBeNull();
    expect(turnbullMedianHours([bracket(5)])).toBeNull();
    expect(turnbullMedianHours([])).toBeNull();
  });
});

const anyOutcome: fc.Arbitrary<TimeToEvent> = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 8 }), fc.boolean())
  .map(([after, length, event]) =>
    event && after + length > 0
      ? { event: true, after, by: after + length }
      : { event: false, last: Math.max(1, after) },
  );
const outcomes = fc.array(anyOutcome, { minLength: 1, maxLength: 40 });

/** Whether an interval of the support lies in an outcome's bracket, from the definition. */
function covers(outcome: TimeToEvent, { after, by }: { after: number; by: number }): boolean {
  if (!outcome.event) return after >= outcome.last && by > outcome.last;
  const isSecond = outcome.after === outcome.by;
  return isSecond
    ? after === by && by === outcome.by
    : after >= outcome.after && by <= outcome.by && !(after === by && by === outcome.after);
}

describe('properties', () => {
  /** No interval would gain from more mass, none that has some from less. */
  function expectOptimum(all: readonly TimeToEvent[]): void {
    const { intervals, coverages } = turnbullSupport(all);
    const cumulated = turnbullDistribution(intervals.length, coverages);
    const masses = [...cumulated].map((value, index) => value - (cumulated[index - 1] ?? 0));
    expect(cumulated.at(-1)).toBe(1);
    const shares = all.map((outcome) =>
      masses.reduce((sum, mass, index) => sum + (covers(outcome, intervals[index]!) ? mass : 0), 0),
    );
    for (const [index, interval] of intervals.entries()) {
      const gain = all.reduce(
        (sum, outcome, of) => sum + (covers(outcome, interval) ? 1 / shares[of]! : 0),
        0,
      );
      expect(masses[index]).toBeGreaterThanOrEqual(-1e-12);
      expect(gain / all.length).toBeLessThanOrEqual(1 + 1e-9);
      if (masses[index]! > 1e-4) expect(gain / all.length).toBeGreaterThan(1 - 1e-4);
    }
  }

  test('it is the optimum', () => {
    fc.assert(fc.property(outcomes, expectOptimum), { numRuns: 500 });
  });

  test('also of many brackets, of which most intervals end up empty', () => {
    const time = fc.integer({ min: 1, max: 5000 });
    const wide = fc
      .tuple(time, time, fc.boolean())
      .map(
        ([after, length, event]): TimeToEvent =>
          event ? { event, after, by: after + length } : { event, last: after },
      );
    const many = fc.array(wide, { minLength: 300, maxLength: 400 });
    fc.assert(fc.property(many, expectOptimum), { numRuns: 20 });
  });

  test('the order of the outcomes changes no digit', () => {
    const shuffles = outcomes.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    fc.assert(
      fc.property(shuffles, ([all, shuffled]) => {
        expect(JSON.stringify(estimate(shuffled))).toBe(JSON.stringify(estimate(Object.freeze(all))));
      }),
    );
  });
});

describe('IsotonicRegression', () => {
  const pooled = (values: number[], weights: number[]) => [
    ...new IsotonicRegression(values.length).fit(Float64Array.from(values), Float64Array.from(weights)),
  ];

  test('pools what does not ascend', () => {
    expect(pooled([1, 3, 2, 4], [1, 1, 1, 1])).toEqual([1, 2.5, 2.5, 4]);
    expect(pooled([5, 2], [1, 3])).toEqual([2.75, 2.75]);
    expect(pooled([3, 2, 1], [1, 1, 1])).toEqual([2, 2, 2]);
    expect(pooled([], [])).toEqual([]);
  });
});
