import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  closedQuarter,
  isOfKind,
  orderOf,
  type PeriodKind,
  periodAfter,
  periodDue,
  periodExample,
  periodOf,
  releasePeriod,
} from '../../../shared/privacy/programme/release-period.ts';

const KINDS = ['quarter', 'half-year', 'year'] as const;

describe('releasePeriod', () => {
  it('knows the months of a quarter, closes 30 days after its end, and is frozen and published after that', () => {
    expect(releasePeriod('2026Q3')).toEqual({
      period: '2026Q3',
      months: ['2026-07', '2026-08', '2026-09'],
      closesAt: '2026-10-31T00:00:00.000Z',
      freezesAt: '2026-11-01T06:00:00.000Z',
      publishesAt: '2026-11-03T06:00:00.000Z',
    });
    expect(releasePeriod('2026Q4')?.closesAt).toBe('2027-01-31T00:00:00.000Z');
    expect(releasePeriod('1997Q4')?.publishesAt).toBe('1998-02-03T06:00:00.000Z');
  });

  it('knows half-years', () => {
    expect(releasePeriod('2026H2')).toEqual({
      period: '2026H2',
      months: ['2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12'],
      closesAt: '2027-01-31T00:00:00.000Z',
      freezesAt: '2027-02-01T06:00:00.000Z',
      publishesAt: '2027-02-03T06:00:00.000Z',
    });
    expect(releasePeriod('2026H1')?.closesAt).toBe('2026-07-31T00:00:00.000Z');
  });

  it('knows years, and sorts periods by their ends, the shorter one first', () => {
    expect(releasePeriod('2026Y')).toMatchObject({
      closesAt: '2027-01-31T00:00:00.000Z',
      freezesAt: '2027-02-01T06:00:00.000Z',
      publishesAt: '2027-02-03T06:00:00.000Z',
    });
    expect(releasePeriod('2026Y')!.months).toHaveLength(12);
    expect(periodAfter(releasePeriod('2026Y')!).period).toBe('2027Y');
    const names = ['2026Q3', '2026H1', '2026Y', '2027Q1', '2026Q4', '2026H2'];
    const order = (period: string) => orderOf(releasePeriod(period)!);
    expect(names.toSorted((a, b) => (order(a) < order(b) ? -1 : 1))).toEqual([
      ...['2026H1', '2026Q3', '2026Q4', '2026H2', '2026Y', '2027Q1'],
    ]);
  });

  it('of a year and its quarters are of one kind, and no other lengths are', () => {
    const are = (kind: PeriodKind) =>
      ['2026Q3', '2026H2', '2026Y'].map((period) => isOfKind(kind, { period }));
    expect(are('quarter-and-year')).toEqual([true, false, true]);
    expect(are('year')).toEqual([false, false, true]);
    expect(periodExample('quarter-and-year')).toBe('a year such as 2026Y, or a quarter such as 2026Q4');
  });

  it.each(['2026Y1', '2026Q5', '2026H3', '2026-07', '2026Q', '2026q1', ' 2026Q1'])(
    'is no period: %j',
    (text) => {
      expect(releasePeriod(text)).toBeUndefined();
    },
  );

  it.each(KINDS)('puts every month into exactly one %s', (kind) => {
    const periods = new Set<string>();
    for (let month = 1; month <= 12; month++) {
      const text = `2026-${String(month).padStart(2, '0')}`;
      const period = releasePeriod(periodOf(kind, text))!;
      expect(period.months).toContain(text);
      expect(isOfKind(kind, period)).toBe(true);
      periods.add(period.period);
    }
    const months = [...periods].flatMap((period) => releasePeriod(period)!.months);
    expect(months.toSorted()).toEqual([...new Set(months)].toSorted());
  });

  it('is followed by the next of its kind', () => {
    expect(periodAfter(releasePeriod('2026Q4')!).period).toBe('2027Q1');
    expect(periodAfter(releasePeriod('2026H1')!).period).toBe('2026H2');
  });
});

describe('periodDue', () => {
  it('changes at the instant of the step and not before', () => {
    expect(periodDue('freezesAt', 'quarter', '2026-11-01T05:59:59Z')?.period).toBe('2026Q2');
    expect(periodDue('freezesAt', 'quarter', '2026-11-01T06:00:00Z')?.period).toBe('2026Q3');
    expect(periodDue('publishesAt', 'quarter', '2026-11-01T06:00:00Z')?.period).toBe('2026Q2');
    expect(periodDue('publishesAt', 'quarter', '2026-11-03T06:00:00Z')?.period).toBe('2026Q3');
  });

  it('is a half-year only when its second quarter is', () => {
    expect(periodDue('freezesAt', 'half-year', '2026-08-01T06:00:00Z')?.period).toBe('2026H1');
    expect(periodDue('freezesAt', 'half-year', '2026-11-01T06:00:00Z')).toBeUndefined();
    expect(periodDue('freezesAt', 'half-year', '2027-02-01T06:00:00Z')?.period).toBe('2026H2');
  });

  it('is a year only when its last quarter is', () => {
    expect(periodDue('freezesAt', 'year', '2026-11-01T06:00:00Z')).toBeUndefined();
    expect(periodDue('freezesAt', 'year', '2027-02-01T06:00:00Z')?.period).toBe('2026Y');
  });

  it('is over, and the next one is not', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2001-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        fc.constantFrom('freezesAt' as const, 'publishesAt' as const),
        (at, step) => {
          const period = periodDue(step, 'quarter', at.toISOString())!;
          expect(Date.parse(period[step])).toBeLessThanOrEqual(at.getTime());
          expect(Date.parse(period.closesAt)).toBeLessThan(at.getTime());
          expect(Date.parse(periodAfter(period)[step])).toBeGreaterThan(at.getTime());
        },
      ),
    );
  });
});

describe('closedQuarter', () => {
  const quarter = (first: string, last: string, now: string) =>
    closedQuarter(first, last, new Date(now))?.period;

  it('is that of the last month once late reports count no more, and before that the one that has closed', () => {
    expect(quarter('2026-01', '2026-09', '2026-11-28T00:00:00Z')).toBe('2026Q3');
    expect(quarter('2026-01', '2026-09', '2026-10-30T23:59:59Z')).toBe('2026Q2');
    expect(quarter('2026-01', '2026-11', '2026-11-28T00:00:00Z')).toBe('2026Q3');
    expect(quarter('2019-01', '2022-05', '2026-11-28T00:00:00Z')).toBe('2022Q2');
  });

  it('is none while all of the data are in quarters that have not closed, such as of years to come', () => {
    expect(quarter('2026-10', '2026-11', '2026-11-28T00:00:00Z')).toBeUndefined();
    expect(quarter('2030-01', '2030-02', '2026-11-28T00:00:00Z')).toBeUndefined();
  });
});
