import { describe, expect, test } from 'vitest';
import { logRank } from '../../../shared/statistics/time-to-event/log-rank.ts';
import { type Brackets, OPEN } from '../../../shared/statistics/turnbull/brackets.ts';
import { PLACEBO_WEEKS, SIX_MP_WEEKS } from './freireich-1963.ts';

const nothing = { chi2: null, df: null, p: null };
/** Negative where censored. */
const observations = (...times: number[]): Brackets => ({
  after: Int32Array.from(times, (time) => (time > 0 ? 0 : -time)),
  by: Int32Array.from(times, (time) => (time > 0 ? time : OPEN)),
});

describe('logRank', () => {
  test('Freireich 1963: R 4.2.2, survival 3.5-3, survdiff(Surv(time, event) ~ arm)$chisq', () => {
    const result = logRank([observations(...SIX_MP_WEEKS), observations(...PLACEBO_WEEKS)]);
    // Published as 16.79, for instance in Kalbfleisch & Prentice, The Statistical Analysis of Failure Time Data.
    expect(result).toEqual({
      chi2: expect.closeTo(16.7929409892165, 10),
      df: 1,
      p: expect.closeTo(4.16880910933461e-5, 15),
    });
  });

  test('groups whose last observation precedes the first event do not count', () => {
    // The same R, for four groups of which the first and the last have no expected event: 0.830508474576271.
    const groups = [
      [-1, -1],
      [-5, 3, 4],
      [-6, -1],
      [-2, -2],
    ].map((times) => observations(...times));
    expect(logRank(groups)).toMatchObject({ chi2: expect.closeTo(0.830508474576271, 12), df: 1 });
  });

  test('who is censored at the time of an event is still at risk', () => {
    // By hand: at 2 there are 2 + 1 at risk and 1 event: expected 2/3 and 1/3, variance 2/9.
    const result = logRank([observations(2, -2), observations(-2)]);
    expect(result).toMatchObject({ chi2: expect.closeTo((1 / 3) ** 2 / (2 / 9), 14), df: 1 });
  });

  test('nothing to test', () => {
    expect(logRank([])).toEqual(nothing);
    expect(logRank([observations(1, 2), observations()])).toEqual(nothing);
    expect(logRank([observations(-1), observations(-2)])).toEqual(nothing);
    expect(logRank([observations(5), observations(5)])).toEqual(nothing);
  });
});
