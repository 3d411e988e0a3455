import { describe, expect, it } from 'vitest';
import { notShownNote } from '../../../shared/pages/outcomes/not-shown-note.ts';
import { monthsNotShown } from '../../../shared/reports/words/months-not-shown.ts';

const AS_OF = '2026-11-25';
const outside = {
  earlier: { from: '2020-02', to: '2024-08', months: 10 },
  leftOutMonths: 4,
  leftOut: [
    { month: '1926-08', sessions: 1, reason: 'before-1990' as const },
    { month: '2062-08', sessions: 3, reason: 'after-as-of' as const },
  ],
};

describe('months that are not shown', () => {
  it('are told with their sessions and the reason', () => {
    expect(monthsNotShown({ asOf: AS_OF, rest: undefined, outside })).toEqual([
      {
        text: '1 session lies before 1990, in August 1926, and is not shown.',
        months: { from: '1926-08', to: '1926-08' },
      },
      {
        text: '3 sessions lie after 25 November 2026, in August 2062, and are not shown.',
        months: { from: '2062-08', to: '2062-08' },
      },
      { text: 'So do those of 2 more months.' },
      {
        text: '10 earlier months with sessions are not shown: February 2020 to August 2024.',
        months: { from: '2020-02', to: '2024-08' },
      },
    ]);
  });

  it('are one tap away, with the filters that were chosen', () => {
    const rest = { from: '2025-01', to: '2026-09' };
    const note = String(
      notShownNote(
        { complaint: 'neck-pain', from: '2020-01', to: '2026-09' },
        { asOf: AS_OF, rest, outside: undefined },
      ),
    );
    expect(note).toContain('the rest is January 2025 to September 2026.');
    expect(note).toContain('href="/owner?complaint=neck-pain&amp;from=2025-01&amp;to=2026-09"');
  });

  it('are none where all is shown', () => {
    const all = { earlier: undefined, leftOutMonths: 0, leftOut: [] };
    expect(monthsNotShown({ asOf: AS_OF, rest: undefined, outside: all })).toEqual([]);
    expect(notShownNote({}, { asOf: AS_OF, rest: undefined, outside: undefined })).toBe(false);
  });
});
