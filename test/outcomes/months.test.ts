import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastDayOf, monthAfter, monthsBetween } from '../../shared/outcomes/months.ts';
import { dateAfter } from '../../shared/records/time/calendar-days.ts';

describe('months', () => {
  it('go on over the turn of a year, and back', () => {
    expect(monthAfter('2025-11', 3)).toBe('2026-02');
    expect(monthAfter('2026-02', -3)).toBe('2025-11');
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsBetween('2026-02', '2026-01')).toEqual([]);
  });

  it('end with the years of four digits', () => {
    expect(monthAfter('9999-12', 1)).toBe('9999-12');
    expect(monthAfter('0000-01', -1)).toBe('0000-01');
    expect(monthsBetween('9999-11', '9999-12')).toEqual(['9999-11', '9999-12']);
  });

  it('have a last day', () => {
    expect(['2026-02', '2024-02', '1900-02', '2000-02', '9999-12'].map(lastDayOf)).toEqual([
      '2026-02-28',
      '2024-02-29',
      '1900-02-28',
      '2000-02-29',
      '9999-12-31',
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9998 * 12 }), (count) => {
        const month = monthAfter('0000-01', count);
        expect(dateAfter(lastDayOf(month), 1)).toBe(`${monthAfter(month, 1)}-01`);
      }),
    );
  });
});
