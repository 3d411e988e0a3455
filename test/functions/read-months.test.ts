import { describe, expect, it } from 'vitest';
import { askedMonths, monthsOf } from '../../functions/read-outcomes/months.ts';

describe('askedMonths', () => {
  it('takes both or neither', () => {
    expect(askedMonths(undefined)).toBeUndefined();
    expect(askedMonths({ from: '2026-01', to: '2026-06' })).toEqual({ from: '2026-01', to: '2026-06' });
  });

  it.each([
    [{ from: '2026-01' }, 'to'],
    [{ from: '2026-13', to: '2026-06' }, 'from'],
    [{ from: '2026-07', to: '2026-06' }, 'to'],
    [{ from: 'x', to: '2026-06' }, 'from'],
  ])('names the field that is wrong in %o', (query, path) => {
    expect(() => askedMonths(query)).toThrow(expect.objectContaining({ path }));
  });
});

describe('monthsOf', () => {
  it('lists every month, over the turn of a year too', () => {
    expect(monthsOf({ from: '2025-11', to: '2026-02' })).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ]);
  });

  it('refuses more than five years', () => {
    expect(() => monthsOf({ from: '2020-01', to: '2026-01' })).toThrow('60 months');
  });
});
