import { describe, expect, test } from 'vitest';
import { scoresInOrder } from '../../shared/outcomes/client-order.ts';
import { followUpReports } from '../../shared/outcomes/follow-up-window.ts';
import type { PainScore } from '../../shared/records/pain-score.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import { END, HOUR, score, scoreAfterEnd, session } from './client-records.ts';

const secondsOf = (scores: Held<PainScore>[], nextStart?: number, of = session()) =>
  followUpReports(of, nextStart, scoresInOrder(scores)).map(({ seconds }) => seconds);

describe('the follow-up window', () => {
  test('opens after the very second of the end', () => {
    expect(secondsOf([scoreAfterEnd(-1), scoreAfterEnd(0), scoreAfterEnd(1)])).toEqual([1]);
  });

  test('counts to the second: a fraction of the second of the end is still that second', () => {
    expect(secondsOf([score({ at: '2026-08-03T11:15:00.999-05:00' })])).toEqual([]);
  });

  test('closes 168 h after the end, inclusive', () => {
    const close = 168 * HOUR;
    expect(secondsOf([scoreAfterEnd(close), scoreAfterEnd(close + 1)])).toEqual([close]);
  });

  test('closes at the start of the next session, inclusive', () => {
    const next = END + 48 * HOUR;
    expect(secondsOf([scoreAfterEnd(48 * HOUR), scoreAfterEnd(48 * HOUR + 1)], next)).toEqual([48 * HOUR]);
  });

  test('is not longer for a next session that starts later than 168 h after the end', () => {
    expect(secondsOf([scoreAfterEnd(169 * HOUR)], END + 200 * HOUR)).toEqual([]);
  });

  test('is empty when the next session starts before this one ends', () => {
    expect(secondsOf([scoreAfterEnd(1)], END - 1)).toEqual([]);
  });

  test('takes only answers about now', () => {
    expect(
      secondsOf([
        scoreAfterEnd(1, { window: 'past-24-hours' }),
        scoreAfterEnd(2, { window: 'past-week' }),
        scoreAfterEnd(3),
      ]),
    ).toEqual([3]);
  });

  test('leaves out another body region than the ones treated', () => {
    const neck = session({ techniques: [{ technique: 'sports', minutes: 30, bodyRegion: 'neck' }] });
    const scores = [
      scoreAfterEnd(1, { bodyRegion: 'low-back' }),
      scoreAfterEnd(2, { bodyRegion: 'neck' }),
      scoreAfterEnd(3),
    ];
    expect(secondsOf(scores, undefined, neck)).toEqual([2, 3]);
  });

  test('takes any body region when no technique entry names one', () => {
    expect(secondsOf([scoreAfterEnd(1, { bodyRegion: 'low-back' })])).toEqual([1]);
  });

  test('leaves a region out although one of several entries names none', () => {
    const mixed = session({
      techniques: [
        { technique: 'sports', minutes: 30, bodyRegion: 'neck' },
        { technique: 'relaxation', minutes: 30 },
      ],
    });
    expect(secondsOf([scoreAfterEnd(1, { bodyRegion: 'low-back' })], undefined, mixed)).toEqual([]);
  });

  test('orders two scores at one instant by scoreId', () => {
    const scores = scoresInOrder([
      scoreAfterEnd(5, { scoreId: 'p-b', pain: 2 }),
      scoreAfterEnd(5, { scoreId: 'p-a', pain: 1 }),
    ]);
    expect(followUpReports(session(), undefined, scores).map(({ pain }) => pain)).toEqual([1, 2]);
  });
});
