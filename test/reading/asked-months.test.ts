import { describe, expect, it } from 'vitest';
import { askedMonths } from '../../shared/reading/asked-months.ts';

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
