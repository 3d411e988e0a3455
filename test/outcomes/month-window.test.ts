import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MONTHS_A_REQUEST,
  monthsOfRequest,
  monthWindow,
  SHOWN_MONTHS,
} from '../../shared/outcomes/month-window.ts';
import { monthAfter, monthsBetween } from '../../shared/outcomes/months.ts';

const TODAY = '2026-11-25';
const aMonth = (low: string, most: number) =>
  fc.integer({ min: 0, max: most }).map((count) => monthAfter(low, count));

describe('the months that are shown to whoever names none', () => {
  it('are the latest two years with sessions of a long history', () => {
    const months = monthsBetween('2020-02', '2026-08');
    expect(monthWindow(months, TODAY)).toEqual({
      shown: { from: '2024-09', to: '2026-08' },
      earlier: monthsBetween('2020-02', '2024-08'),
      leftOut: [],
    });
  });

  it('begin with the first that has a session, and end with data that have ended', () => {
    expect(monthWindow(['1997-01'], TODAY).shown).toEqual({ from: '1997-01', to: '1997-01' });
    expect(monthWindow(['2019-12', '2021-03', '2021-01'], TODAY)).toEqual({
      shown: { from: '2019-12', to: '2021-03' },
      earlier: [],
      leftOut: [],
    });
    expect(monthWindow([], TODAY)).toEqual({ shown: undefined, earlier: [], leftOut: [] });
  });

  it('begin with the month in which the clinic opened, where it has said one', () => {
    expect(monthWindow(['2018-12', '2019-05', '2026-08'], TODAY, '2019-05-20')).toEqual({
      shown: { from: '2026-08', to: '2026-08' },
      earlier: ['2019-05'],
      leftOut: ['2018-12'],
    });
    expect(monthWindow(['1985-03'], TODAY, '1984-01-01').shown).toEqual({ from: '1985-03', to: '1985-03' });
  });

  it('go no further than the day asked about', () => {
    expect(monthWindow(['2026-01', '2026-08', '2026-09'], '2026-08-31')).toEqual({
      shown: { from: '2026-01', to: '2026-08' },
      earlier: [],
      leftOut: ['2026-09'],
    });
    expect(monthWindow(['2062-08'], TODAY)).toEqual({ shown: undefined, earlier: [], leftOut: ['2062-08'] });
  });

  it('are the same whatever months the data hold later than today or before 1990', () => {
    const honest = fc.array(aMonth('1990-01', 36 * 12 + 10), { maxLength: 40 });
    const odd = fc.array(fc.oneof(aMonth('2026-12', 95_000), aMonth('0000-01', 1989 * 12 + 11)));
    fc.assert(
      fc.property(honest, odd, (months, others) => {
        const distinct = [...new Set(months)];
        const { shown, earlier, leftOut } = monthWindow([...new Set([...others, ...distinct])], TODAY);
        expect({ shown, earlier }).toEqual({ ...monthWindow(distinct, TODAY), leftOut: undefined });
        expect(leftOut).toEqual([...new Set(others)].sort());
        if (!shown) return;
        const length = monthsBetween(shown.from, shown.to).length;
        expect(length).toBeLessThanOrEqual(SHOWN_MONTHS);
        // Every month of the data is in one of the three.
        const within = distinct.filter((month) => month >= shown.from && month <= shown.to);
        expect([...within, ...earlier].sort()).toEqual(distinct.toSorted());
      }),
    );
  });
});

describe('the months of one request', () => {
  it('are all that were asked for, up to five years, and then the first five', () => {
    const five = { from: '2020-01', to: '2024-12' };
    expect(monthsOfRequest(five)).toEqual({ now: five, rest: undefined });
    expect(monthsOfRequest({ from: '2020-01', to: '2025-01' })).toEqual({
      now: five,
      rest: { from: '2025-01', to: '2025-01' },
    });
  });

  it('are each answered once by going on with the rest', () => {
    fc.assert(
      fc.property(aMonth('0000-01', 118_000), fc.integer({ min: 0, max: 1500 }), (from, count) => {
        const asked = { from, to: monthAfter(from, count) };
        const answered: string[] = [];
        for (let rest: typeof asked | undefined = asked; rest; ) {
          const request: ReturnType<typeof monthsOfRequest> = monthsOfRequest(rest);
          const months = monthsBetween(request.now.from, request.now.to);
          expect(months.length).toBeLessThanOrEqual(MONTHS_A_REQUEST);
          answered.push(...months);
          rest = request.rest;
        }
        expect(answered).toEqual(monthsBetween(asked.from, asked.to));
      }),
    );
  });
});
