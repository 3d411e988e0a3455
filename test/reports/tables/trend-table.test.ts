import { expect, test } from 'vitest';
import { sectionText } from '../../../shared/reports/tables/section.ts';
import { trendSection } from '../../../shared/reports/tables/trend-table.ts';
import { statisticsOf, VALLBONA } from '../clinics.ts';

test('the months as they were reckoned, without signals', () => {
  const { trend } = VALLBONA;
  const months = [...trend.months, { month: '2026-09', n: 0, mean: null, responderRate: null }];
  const xmr = { ...trend.xmr, centre: 3.5, lower: 2, upper: 5 };
  // Vallbona 1997: all fifty sessions, a mean fall of 3.50, 26 of 50 responders.
  expect(sectionText(trendSection({ ...trend, months, xmr, notes: [] })).split('\n')).toEqual([
    'Trend: immediate improvement of all techniques, month by month',
    'Month    Mean  Pairs  Responders',
    '-------  ----  -----  ----------',
    '2026-08  3.50     50        52 %',
    '2026-09     -      0           -',
    'Individuals chart (XmR): centre 3.50, limits 2.00 to 5.00.',
  ]);
});

test('no limits of one month, and no sessions', () => {
  expect(sectionText(trendSection(VALLBONA.trend))).toContain('centre 3.50, limits -.');
  expect(sectionText(trendSection(statisticsOf([]).trend))).toMatch(/\nNo sessions\.$/);
});
