import { describe, expect, test } from 'vitest';
import { clientRows } from '../../shared/claims/client-rows.ts';
import { trendClaims } from '../../shared/claims/trend-claims.ts';
import { monthText } from '../../shared/statistics/table/month-number.ts';
import { client, outcome, tableOf } from '../statistics/outcomes.ts';

const FIRST = 2025 * 12;

type Visitor = { from: number; to: number; visitsAMonth?: number };

/** A clinic of clients who come in some months in a row; improvement by client and month. */
function trendOf(clients: readonly Visitor[], improvement: (client: number, month: number) => number) {
  const table = tableOf(
    ...clients.map(({ from, to, visitsAMonth = 1 }, index) =>
      client(
        `c-${index}`,
        Array.from({ length: (to - from + 1) * visitsAMonth }, (_, visit) => {
          const month = from + Math.floor(visit / visitsAMonth);
          return outcome({
            sessionId: `s-${visit}`,
            startedAt: `${monthText(FIRST + month)}-10T10:00:00+00:00`,
            painBefore: 10,
            painAfter: 10 - improvement(index, month),
          });
        }),
      ),
    ),
  );
  return trendClaims(table, clientRows(table));
}

/** Clients who come for three months, four new ones each month. */
const waves = (months: number) =>
  Array.from({ length: 4 * months }, (_, index) => {
    const from = Math.floor(index / 4);
    return { from, to: Math.min(from + 2, months - 1) };
  });
/** From 1 to 4, evenly over the clients of any month, and some noise of the visit. */
const stable = (client: number, month: number) => 1 + (client % 4) + ((client + month) % 2);

describe('trendClaims', () => {
  test('a stable clinic has no signal, and hears what could have been seen', () => {
    const { months, told, signals, sentence } = trendOf(waves(14), stable);
    // The first two months have fewer than 10 clients: 4 and 8.
    expect({ months, signals }).toEqual({ months: 12, signals: [] });
    expect([told.length, told[0], told.at(-1)]).toEqual([12, '2025-03', '2026-02']);
    expect(sentence).toMatch(
      /^Over 12 months no change stands out from chance\. A smaller one may be there: only a change of about \d\.\d points or more over the last 4 months would most likely have been noticed\.$/,
    );
    expect(sentence).not.toMatch(/nothing changed|stable|same/i);
  });

  test('a lasting change is one signal, in the month that it began', () => {
    const { signals, sentence } = trendOf(
      waves(16),
      (of, month) => stable(of, month) - (month >= 12 ? 3 : 0),
    );
    expect(signals).toEqual([{ month: '2026-01', rule: 'changed-from-here-on', measure: 'improvement' }]);
    expect(sentence).toBe(
      'From January 2026 on pain fell by 0.0 points on average right after a session; before, it fell by 3.0 points on average. That is more than chance explains; the reason is not in the numbers.',
    );
  });

  test('one month that is unlike the others', () => {
    const { signals, sentence } = trendOf(
      waves(16),
      (of, month) => stable(of, month) + (month === 8 ? 4 : 0),
    );
    expect(signals).toEqual([{ month: '2025-09', rule: 'unlike-the-other-months', measure: 'improvement' }]);
    expect(sentence).toMatch(
      /^In September 2025 pain fell by 7\.0 points .*; in other months it fell by 3\.0 points/,
    );
  });

  test('one client who comes twenty times in a month is one client', () => {
    const regular = { from: 15, to: 15, visitsAMonth: 20 };
    const { signals } = trendOf([...waves(16), regular], (of, month) => (of === 64 ? 9 : stable(of, month)));
    expect(signals).toEqual([]);
    // The same visits by twenty clients are a signal.
    const many = Array.from({ length: 20 }, () => ({ from: 15, to: 15 }));
    expect(
      trendOf([...waves(16), ...many], (of, month) => (of >= 64 ? 9 : stable(of, month))).signals,
    ).not.toEqual([]);
  });

  test('months with fewer than 10 clients give no signal: it is too early', () => {
    const few = trendOf(
      Array.from({ length: 9 }, () => ({ from: 0, to: 11 })),
      (of, month) => (month === 11 ? -5 : 5) + (of % 2),
    );
    expect(few).toEqual({
      months: 0,
      told: [],
      signals: [],
      sentence:
        'It is too early to speak of a trend: no month has both scores of 10 clients or more, and it takes 3 such months.',
    });
    const two = trendOf(
      Array.from({ length: 12 }, () => ({ from: 0, to: 1 })),
      (of, month) => 3 * month + (of % 2),
    );
    expect(two).toMatchObject({
      months: 2,
      signals: [],
      sentence: expect.stringMatching(/: 2 months have both/),
    });
    expect(trendOf([], stable)).toMatchObject({ months: 0, signals: [] });
  });

  test('where nothing varies nothing is said of what could have been seen', () => {
    const { signals, sentence } = trendOf(waves(8), () => 2);
    expect(signals).toEqual([]);
    expect(sentence).toBe('Over 6 months no change stands out from chance.');
    expect(trendOf(waves(8), (_, month) => (month < 6 ? 2 : 3)).signals).toEqual([
      { month: '2025-07', rule: 'changed-from-here-on', measure: 'improvement' },
    ]);
  });
});
