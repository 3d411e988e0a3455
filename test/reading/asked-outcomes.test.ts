import { describe, expect, it } from 'vitest';
import { askedOutcomes, withoutEmptyFields } from '../../shared/reading/asked-outcomes.ts';

const TODAY = '2026-11-25';

describe('askedOutcomes', () => {
  it('takes months, complaint and region, each where it is asked for', () => {
    expect(askedOutcomes(undefined, TODAY)).toEqual({ months: undefined, filter: {}, asOf: TODAY });
    expect(
      askedOutcomes(
        { from: '2026-01', to: '2026-09', complaint: 'neck-pain', region: 'neck', 'as-of': '2026-08-31' },
        TODAY,
      ),
    ).toEqual({
      months: { from: '2026-01', to: '2026-09' },
      filter: { complaint: 'neck-pain', region: 'neck' },
      asOf: '2026-08-31',
    });
  });

  it.each([
    [{ complaint: 'neck' }, 'complaint', 'expected one of chronic-low-back-pain, neck-pain'],
    [{ complaint: '' }, 'complaint', 'expected one of'],
    [{ region: 'Low back' }, 'region', 'expected a code in kebab-case'],
    [{ region: 'a'.repeat(65) }, 'region', 'at most 64 characters'],
    [{ 'as-of': '2026-02-30' }, 'as-of', 'expected a date'],
    [{ from: '2026-01', complaint: 'stress' }, 'to', 'from and to go together'],
  ])('names what is wrong in %o, and what was expected', (query, path, message) => {
    expect(() => askedOutcomes(query, TODAY)).toThrow(
      expect.objectContaining({ path, message: expect.stringContaining(message) }),
    );
  });

  it('a form may leave any field empty', () => {
    expect(
      askedOutcomes(withoutEmptyFields({ from: '', to: '', complaint: 'stress', region: '' }), TODAY),
    ).toEqual({
      months: undefined,
      filter: { complaint: 'stress' },
      asOf: TODAY,
    });
  });
});
