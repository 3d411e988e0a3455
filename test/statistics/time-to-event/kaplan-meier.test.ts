import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kaplanMeier as ofBrackets } from '../../../shared/statistics/time-to-event/kaplan-meier.ts';
import { kmMedian } from '../../../shared/statistics/time-to-event/km-median.ts';
import { bracketsUpTo, type Observation } from '../tallies.ts';
import { PLACEBO_WEEKS, SIX_MP_WEEKS } from './freireich-1963.ts';

const kaplanMeier = (observations: readonly Observation[]) => ofBrackets(bracketsUpTo(observations));

const HOUR = 3600;
/** Published times as hours: 6 is an event at 6, -6 a censoring. */
const hours = (...times: number[]): Observation[] =>
  times.map((time) => ({ seconds: Math.abs(time) * HOUR, event: time > 0 }));
const near = (value: number) => expect.closeTo(value, 11);

describe('Freireich 1963', () => {
  // R 4.2.2, survival 3.5-3: summary(survfit(Surv(time, event) ~ 1, conf.type = "log-log"), censored = TRUE)
  test('6-MP arm, with censorings at event times', () => {
    const curve = kaplanMeier(hours(...SIX_MP_WEEKS));
    const rows = [
      [6, 21, 3, 1, 0.857142857143, 0.0763603548321, 0.619717955266, 0.951551747647],
      [7, 17, 1, 0, 0.806722689076, 0.0869352851801, 0.563146564622, 0.922809019203],
      [9, 16, 0, 1, 0.806722689076, 0.0869352851801, 0.563146564622, 0.922809019203],
      [10, 15, 1, 1, 0.752941176471, 0.0963496529943, 0.5031995108, 0.889361835169],
      [11, 13, 0, 1, 0.752941176471, 0.0963496529943, 0.5031995108, 0.889361835169],
      [13, 12, 1, 0, 0.690196078431, 0.106814707775, 0.431610222486, 0.849065963349],
      [16, 11, 1, 0, 0.627450980392, 0.1140538652568, 0.367510855988, 0.804912189472],
      [17, 10, 0, 1, 0.627450980392, 0.1140538652568, 0.367510855988, 0.804912189472],
      [19, 9, 0, 1, 0.627450980392, 0.1140538652568, 0.367510855988, 0.804912189472],
      [20, 8, 0, 1, 0.627450980392, 0.1140538652568, 0.367510855988, 0.804912189472],
      [22, 7, 1, 0, 0.53781512605, 0.128233751693, 0.267778936767, 0.746790717635],
      [23, 6, 1, 0, 0.448179271709, 0.1345914567558, 0.188052005959, 0.680142628495],
      [25, 5, 0, 1, 0.448179271709, 0.1345914567558, 0.188052005959, 0.680142628495],
      [32, 4, 0, 2, 0.448179271709, 0.1345914567558, 0.188052005959, 0.680142628495],
      [34, 2, 0, 1, 0.448179271709, 0.1345914567558, 0.188052005959, 0.680142628495],
      [35, 1, 0, 1, 0.448179271709, 0.1345914567558, 0.188052005959, 0.680142628495],
    ] as const;
    expect(curve).toEqual(
      rows.map(([time, atRisk, events, censored, survival, se, lower, upper]) => ({
        hours: time,
        atRisk,
        events,
        censored,
        survival: near(survival),
        se: near(se),
        lower: near(lower),
        upper: near(upper),
      })),
    );
    expect(kmMedian(curve)).toEqual({ medianHours: 23, ci95: [13, null] });
  });

  test('placebo arm, without censorings: the curve ends at 0', () => {
    const curve = kaplanMeier(hours(...PLACEBO_WEEKS));
    expect(curve).toHaveLength(12);
    expect(curve[5]).toEqual({
      hours: 8,
      atRisk: 12,
      events: 4,
      censored: 0,
      survival: near(0.380952380952),
      se: near(0.1059711695741),
      lower: near(0.18306654882),
      upper: near(0.577788677746),
    });
    expect(curve.at(-1)).toEqual({
      hours: 23,
      atRisk: 1,
      events: 1,
      censored: 0,
      survival: 0,
      se: null,
      lower: null,
      upper: null,
    });
    expect(kmMedian(curve)).toEqual({ medianHours: 8, ci95: [4, 11] });
  });
});

describe('conventions', () => {
  test('events come before censorings at one time', () => {
    // R 4.2.2, survival 3.5-3, as above: S = 2/3 and 4/9
    const curve = kaplanMeier(hours(5, -5, 5, 8, -8, -12));
    expect(curve).toMatchObject([
      { hours: 5, atRisk: 6, events: 2, censored: 1, survival: near(2 / 3), se: near(0.1924500897299) },
      { hours: 8, atRisk: 3, events: 1, censored: 1, survival: near(4 / 9), se: near(0.2222222222222) },
      { hours: 12, atRisk: 1, events: 0, censored: 1, survival: near(4 / 9), se: near(0.2222222222222) },
    ]);
    expect(kmMedian(curve)).toEqual({ medianHours: 8, ci95: [5, null] });
  });

  test('nothing observed: no rows, no median', () => {
    expect(kaplanMeier([])).toEqual([]);
    expect(kmMedian([])).toEqual({ medianHours: null, ci95: null });
  });

  test('all censored: S stays 1, with a standard error of 0 and no limits', () => {
    const curve = kaplanMeier(hours(-3, -3, -7));
    const flat = { events: 0, survival: 1, se: 0, lower: null, upper: null };
    expect(curve).toEqual([
      { hours: 3, atRisk: 3, censored: 2, ...flat },
      { hours: 7, atRisk: 1, censored: 1, ...flat },
    ]);
    expect(kmMedian(curve)).toEqual({ medianHours: null, ci95: null });
  });

  test('a single event: S falls from 1 to 0, so there is a median and no interval', () => {
    const curve = kaplanMeier(hours(5));
    expect(curve).toEqual([
      { hours: 5, atRisk: 1, events: 1, censored: 0, survival: 0, se: null, lower: null, upper: null },
    ]);
    expect(kmMedian(curve)).toEqual({ medianHours: 5, ci95: null });
  });

  test('S = one half is the median at once; R would go half-way to the next event', () => {
    expect(kmMedian(kaplanMeier(hours(1, 2)))).toEqual({ medianHours: 1, ci95: [1, null] });
  });

  test('a product that misses one half by a rounding error is one half', () => {
    // 1/2 as a product of 13 fractions is 0.5000000000000001
    const curve = kaplanMeier(hours(...Array.from({ length: 26 }, (_, index) => index + 1)));
    const half = curve[12]!.survival;
    expect(half).not.toBe(0.5);
    expect(half).toBeCloseTo(0.5, 14);
    expect(kmMedian(curve).medianHours).toBe(13);
  });

  test('hours are seconds / 3600, not rounded', () => {
    expect(kaplanMeier([{ seconds: 1, event: true }])[0]?.hours).toBe(1 / 3600);
  });
});

const observations = fc.array(fc.record({ seconds: fc.integer({ min: 1, max: 40 }), event: fc.boolean() }), {
  maxLength: 60,
});

describe('properties', () => {
  test('the order of the observations changes no digit', () => {
    const shuffles = observations.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    fc.assert(
      fc.property(shuffles, ([all, shuffled]) => {
        expect(JSON.stringify(kaplanMeier(shuffled))).toBe(JSON.stringify(kaplanMeier(Object.freeze(all))));
      }),
    );
  });

  test('survival falls from 1 and stays within its limits; nobody is lost from the counts', () => {
    fc.assert(
      fc.property(observations, (all) => {
        const curve = kaplanMeier(all);
        let previous = { survival: 1, atRisk: all.length, left: 0 };
        for (const { survival, lower, upper, atRisk, events, censored } of curve) {
          expect(survival).toBeLessThanOrEqual(previous.survival);
          expect(atRisk).toBe(previous.atRisk - previous.left);
          if (lower !== null) expect(lower <= survival && survival <= upper!).toBe(true);
          previous = { survival, atRisk, left: events + censored };
        }
        expect(previous.left).toBe(previous.atRisk);
      }),
    );
  });

  test('without censoring it is the share that is still waiting', () => {
    fc.assert(
      fc.property(observations, (all) => {
        const events = all.map(({ seconds }) => ({ seconds, event: true }));
        for (const { hours: time, survival } of kaplanMeier(events)) {
          const later = events.filter(({ seconds }) => seconds / HOUR > time).length;
          expect(survival).toBeCloseTo(later / events.length, 12);
        }
      }),
    );
  });
});
