import { describe, expect, test } from 'vitest';
import { kaplanMeier } from '../../../shared/statistics/time-to-event/kaplan-meier.ts';
import { resolvedBy } from '../../../shared/statistics/time-to-event/resolved-by.ts';
import { restrictedMean } from '../../../shared/statistics/time-to-event/restricted-mean.ts';
import { bracketsUpTo } from '../tallies.ts';
import { PLACEBO_WEEKS, SIX_MP_WEEKS } from './freireich-1963.ts';

/** Published times as hours: 6 is an event at 6, -6 a censoring. */
const curveOf = (...times: number[]) =>
  kaplanMeier(bracketsUpTo(times.map((time) => ({ seconds: Math.abs(time) * 3600, event: time > 0 }))));

describe('restrictedMean', () => {
  // R 4.2.2, survival 3.5-3: summary(survfit(Surv(time, event) ~ 1), rmean = 168)$table
  test('6-MP arm: the last value is carried on to the horizon', () => {
    expect(restrictedMean(curveOf(...SIX_MP_WEEKS))).toEqual({
      horizonHours: 168,
      mean: expect.closeTo(82.8952380952381, 10),
      se: expect.closeTo(20.4745878707952, 10),
    });
  });

  test('placebo arm: the curve ends at 0', () => {
    expect(restrictedMean(curveOf(...PLACEBO_WEEKS))).toEqual({
      horizonHours: 168,
      mean: expect.closeTo(8.66666666666667, 10),
      se: expect.closeTo(1.37739004126455, 10),
    });
  });

  test('what happens after the horizon does not count', () => {
    expect(restrictedMean(curveOf(100, 200, 300))).toEqual(restrictedMean(curveOf(100, 180, 190)));
  });

  test('an event at the horizon itself leaves no area', () => {
    expect(restrictedMean(curveOf(168, 168))).toEqual({ horizonHours: 168, mean: 168, se: 0 });
  });

  test('no event: the horizon; no outcome: null', () => {
    expect(restrictedMean(curveOf(-20, -30))).toEqual({ horizonHours: 168, mean: 168, se: 0 });
    expect(restrictedMean([])).toEqual({ horizonHours: 168, mean: null, se: null });
  });
});

describe('resolvedBy', () => {
  test('is 1 - S, with the very hour included', () => {
    expect(resolvedBy(curveOf(24, 25, 48, 100))).toEqual({ '24': 0.25, '48': 0.75, '72': 0.75 });
  });

  test('is 0 before the first report, and the last value is carried on', () => {
    expect(resolvedBy(curveOf(30, -31))).toEqual({ '24': 0, '48': 0.5, '72': 0.5 });
  });

  test('is null without outcomes', () => {
    expect(resolvedBy([])).toEqual({ '24': null, '48': null, '72': null });
  });
});
