import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastClosedPeriod, quarterOf, releasePeriod } from '../../shared/privacy/release-period.ts';

describe('releasePeriod', () => {
  it('knows the months of a quarter and closes 30 days after its end', () => {
    expect(releasePeriod('2026Q3')).toEqual({
      period: '2026Q3',
      months: ['2026-07', '2026-08', '2026-09'],
      closesAt: '2026-10-31T00:00:00.000Z',
    });
    expect(releasePeriod('2026Q4')?.closesAt).toBe('2027-01-31T00:00:00.000Z');
    expect(releasePeriod('2026Q5')).toBeUndefined();
    expect(releasePeriod('2026-07')).toBeUndefined();
  });

  it('puts every month into exactly one quarter', () => {
    for (let month = 1; month <= 12; month++) {
      const text = `2026-${String(month).padStart(2, '0')}`;
      expect(releasePeriod(quarterOf(text))?.months).toContain(text);
    }
  });
});

describe('lastClosedPeriod', () => {
  it('changes at the closing instant and not before', () => {
    expect(lastClosedPeriod('2026-10-30T23:59:59Z').period).toBe('2026Q2');
    expect(lastClosedPeriod('2026-10-31T00:00:00Z').period).toBe('2026Q3');
    expect(lastClosedPeriod('2027-01-30T06:00:00Z').period).toBe('2026Q3');
  });

  it('is closed, and the next one is not', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2001-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        (at) => {
          const period = lastClosedPeriod(at.toISOString());
          expect(Date.parse(period.closesAt)).toBeLessThanOrEqual(at.getTime());
          const next = new Date(Date.parse(`${period.months[2]}-01T00:00:00Z`));
          next.setUTCMonth(next.getUTCMonth() + 1);
          const following = releasePeriod(quarterOf(next.toISOString().slice(0, 7)))!;
          expect(Date.parse(following.closesAt)).toBeGreaterThan(at.getTime());
        },
      ),
    );
  });
});
