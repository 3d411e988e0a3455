import { describe, expect, test } from 'vitest';
import { trend } from '../../../shared/statistics/trend/trend.ts';
import { client, outcome, tableOf } from '../outcomes.ts';

/** A session of a month from 2025-01 on, with these scores. */
const visit = (month: number, painBefore?: number, painAfter?: number) =>
  outcome({
    startedAt: `${2025 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-10T10:00:00-05:00`,
    ...(painBefore !== undefined && { painBefore }),
    ...(painAfter !== undefined && { painAfter }),
  });
const trendOf = (...sessions: ReturnType<typeof visit>[]) => trend(tableOf(client('a', sessions)));

describe('months', () => {
  test('have all techniques together, in order, without the months in which nobody came', () => {
    const sessions = [visit(13, 6, 5), visit(1, 6, 2), visit(1, 4, 4), visit(2, 5)];
    const other = { ...visit(1, 0, 1), technique: 'sports' as const };
    expect(trendOf(...sessions, other).months).toEqual([
      { month: '2025-02', n: 3, mean: 1, responderRate: 0.5 },
      { month: '2025-03', n: 0, mean: null, responderRate: null },
      { month: '2026-02', n: 1, mean: 1, responderRate: 0 },
    ]);
  });
});

describe('the XmR chart of means', () => {
  test('counts every month alike and leaves out those without a mean', () => {
    const { xmr } = trendOf(visit(0, 5, 4), visit(1, 5, 2), visit(1, 5, 2), visit(2), visit(3, 5, 3));
    // Means 1, 3, 2: centre 2, moving ranges 2 and 1.
    expect(xmr).toEqual({
      centre: 2,
      lower: 2 - 2.66 * 1.5,
      upper: 2 + 2.66 * 1.5,
      signals: [],
      trial: true,
    });
  });

  test('is provisional below 13 months', () => {
    const months = (count: number) =>
      Array.from({ length: count }, (_, index) => visit(index, 5, 4 - (index % 2)));
    expect([12, 13].map((count) => trendOf(...months(count)).xmr.trial)).toEqual([true, false]);
    expect([12, 13].map((count) => trendOf(...months(count)).p.trial)).toEqual([true, false]);
  });

  test('names the months of a pattern', () => {
    const falls = [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 9];
    const { xmr } = trendOf(...falls.map((fall, month) => visit(month, 10, 10 - fall)));
    expect(xmr.signals).toEqual([{ month: '2026-02', rule: 'outside-limits' }]);
  });

  test('one month has a centre without limits, none has nothing', () => {
    const nothing = { lower: null, upper: null, signals: [], trial: true };
    expect(trendOf(visit(0, 5, 2)).xmr).toEqual({ centre: 3, ...nothing });
    expect(trendOf(visit(0)).xmr).toEqual({ centre: null, ...nothing });
  });
});

describe('the p-chart of responders', () => {
  test('has limits by the eligible pairs of each month, within 0 and 1', () => {
    // R 4.2.2: p <- 12 / 20; p + c(-3, 3) * sqrt(p * (1 - p) / c(16, 16)) => 0.232576538582523 0.967423461417477
    const many = Array.from({ length: 16 }, (_, index) => visit(0, 10, index < 10 ? 5 : 9));
    const few = Array.from({ length: 4 }, (_, index) => visit(1, 10, index < 2 ? 5 : 9));
    const { p } = trendOf(...many, ...few, visit(1, 0, 0), visit(2, 0, 0));
    expect(p).toEqual({
      centre: 0.6,
      months: [
        {
          month: '2025-01',
          eligible: 16,
          rate: 0.625,
          lower: expect.closeTo(0.232576538582523, 12),
          upper: expect.closeTo(0.967423461417477, 12),
        },
        { month: '2025-02', eligible: 4, rate: 0.5, lower: 0, upper: 1 },
      ],
      signals: [],
      trial: true,
    });
  });

  test('signals a month outside its own limits', () => {
    const month = (number: number, responders: number) =>
      Array.from({ length: 40 }, (_, index) => visit(number, 10, index < responders ? 5 : 9));
    const { p } = trendOf(...[20, 21, 19, 38].flatMap((responders, index) => month(index, responders)));
    expect(p.signals).toEqual([{ month: '2025-04', rule: 'outside-limits' }]);
  });

  test('everybody responds: the limits are the centre', () => {
    expect(trendOf(visit(0, 5, 0), visit(1, 5, 0)).p).toMatchObject({
      centre: 1,
      months: [
        { lower: 1, upper: 1 },
        { lower: 1, upper: 1 },
      ],
      signals: [],
    });
  });
});
