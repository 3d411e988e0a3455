import { describe, expect, test } from 'vitest';
import { relief } from '../../shared/outcomes/relief.ts';

const scores = { painBefore: 6, painAfter: 3 };

describe('relief', () => {
  test('ends with the first report at the score before, whatever follows', () => {
    const reports = [
      { seconds: 10, pain: 4 },
      { seconds: 20, pain: 6 },
      { seconds: 30, pain: 1 },
    ];
    expect(relief(scores, reports)).toEqual({ event: true, after: 10, by: 20 });
  });

  test('a first report above the score before is bracketed by the end of the session', () => {
    expect(relief(scores, [{ seconds: 10, pain: 9 }])).toEqual({ event: true, after: 0, by: 10 });
  });

  test('is censored at the last report of pain', () => {
    const reports = [
      { seconds: 10, pain: 5 },
      { seconds: 20, soreness: 9 },
    ];
    expect(relief(scores, reports)).toEqual({ event: false, last: 10 });
  });

  test('is absent without a fall, without a score and without a report', () => {
    const reports = [{ seconds: 10, pain: 9 }];
    expect(relief({ painBefore: 3, painAfter: 3 }, reports)).toBeUndefined();
    expect(relief({ painBefore: 3, painAfter: 4 }, reports)).toBeUndefined();
    expect(relief({ painBefore: 3 }, reports)).toBeUndefined();
    expect(relief({ painAfter: 3 }, reports)).toBeUndefined();
    expect(relief(scores, [])).toBeUndefined();
  });
});
