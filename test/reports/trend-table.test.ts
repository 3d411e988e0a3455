import { expect, test } from 'vitest';
import { trendTable } from '../../shared/reports/trend-table.ts';
import type { Trend } from '../../shared/statistics/contract.ts';
import { statisticsOf, VALLBONA, widest } from './clinics.ts';

const months = Array.from({ length: 13 }, (_, index) => ({
  month: index < 12 ? `2025-${String(index + 1).padStart(2, '0')}` : '2026-01',
  n: 20,
  mean: index === 12 ? null : 2,
  responderRate: index === 12 ? null : 0.5,
}));

const YEAR: Trend = {
  months,
  xmr: {
    centre: 2,
    lower: 1.5,
    upper: 2.5,
    signals: [
      { month: '2025-03', rule: 'outside-limits' },
      { month: '2025-03', rule: 'two-of-three-near-limit' },
    ],
    trial: false,
  },
  p: {
    centre: 0.5,
    months: months
      .slice(0, 12)
      .map(({ month }) => ({ month, eligible: 20, rate: 0.5, lower: 0.1646, upper: 0.8354 })),
    signals: [{ month: '2025-03', rule: 'seven-on-one-side' }],
    trial: true,
  },
  notes: ['months: a mean needs a session with both scores, a rate one with a before-score of 1 or more'],
};

test('months with their limits and signals; only the chart that is short of months is on trial', () => {
  const lines = trendTable(YEAR).split('\n');
  expect(lines.slice(0, 6)).toEqual([
    'Trend: immediate improvement of all techniques, month by month',
    'Month    Pairs  Mean  Responders  Limits (%)  Signals',
    '-------  -----  ----  ----------  ----------  --------------------------------------',
    '2025-01     20  2.00        50 %  16-84*      none',
    '2025-02     20  2.00        50 %  16-84*      none',
    '2025-03     20  2.00        50 %  16-84*      mean outside limits; mean two of three',
  ]);
  expect(lines[6]!.trim()).toBe('near limit; rate seven on one side');
  expect(lines).toContain('2026-01     20     -           -  -           none');
  expect(lines.slice(-5)).toEqual([
    'Mean: centre 2.00, limits 1.50 to 2.50.',
    'Expected without any treatment, by regression to the mean alone: a fall of 0.13 to 0.78 points.',
    'Responders: centre 50 % (trial limits: fewer than 13 months).',
    'Charts: months: a mean needs a session with both scores, a rate one with a before-score of 1 or',
    '  more.',
  ]);
});

test('one month has a mean but no limits', () => {
  const lines = trendTable(VALLBONA.trend).split('\n');
  expect(lines[3]).toBe('2026-08     50  3.50        52 %  31-73*      none');
  expect(lines).toContain('Mean: centre 3.50, no limits (trial limits: fewer than 13 months).');
  expect(lines).toContain('Charts: limits of the mean: needs at least 2 months.');
  expect(widest(lines.join('\n'))).toBeLessThanOrEqual(100);
});

test('no sessions', () => {
  expect(trendTable(statisticsOf([]).trend)).toMatch(/\nNo sessions\.$/);
});
