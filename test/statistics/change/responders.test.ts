import { describe, expect, test } from 'vitest';
import { responders } from '../../../shared/statistics/change/responders.ts';

/** Whether one pair is eligible, and whether it responds, by rule. */
function judge(before: number, after: number) {
  const { atLeast30Percent, atLeast50Percent, atLeast2Points } = responders([{ before, after, count: 1 }]);
  return [atLeast30Percent, atLeast50Percent, atLeast2Points].map(({ eligible, count }) => [eligible, count]);
}

const OUT = [0, 0];
const NO = [1, 0];
const YES = [1, 1];

describe('responders', () => {
  test.each([
    [10, 7, [YES, NO, YES]], // 30 % exactly: 0.3 * 10 in floating point must not decide
    [10, 8, [NO, NO, YES]],
    [10, 5, [YES, YES, YES]], // 50 % exactly
    [7, 5, [NO, NO, YES]], // 28.6 %
    [7, 4, [YES, NO, YES]],
    [3, 2, [YES, NO, NO]], // 33 %, one point
    [2, 1, [YES, YES, NO]],
    [2, 0, [YES, YES, YES]],
    [1, 0, [YES, YES, OUT]], // one point cannot fall by two
    [0, 0, [OUT, OUT, OUT]],
    [0, 5, [OUT, OUT, OUT]],
    [5, 5, [NO, NO, NO]],
    [4, 9, [NO, NO, NO]],
  ])('%d to %d', (before, after, expected) => {
    expect(judge(before, after)).toEqual(expected);
  });

  test('counts pairs, not cells', () => {
    const { atLeast2Points } = responders([
      { before: 8, after: 2, count: 3 },
      { before: 8, after: 8, count: 7 },
      { before: 1, after: 0, count: 9 },
    ]);
    expect(atLeast2Points).toMatchObject({ eligible: 10, count: 3, rate: 0.3 });
  });

  test('a rate without eligible pairs is null, with its interval', () => {
    const none = { eligible: 0, count: 0, rate: null, ci95: null };
    expect(responders([{ before: 0, after: 0, count: 4 }])).toEqual({
      atLeast30Percent: none,
      atLeast50Percent: none,
      atLeast2Points: none,
    });
  });
});
