import { expect, test } from 'vitest';
import { intervalRows } from '../../../shared/pages/parts/interval-rows.ts';
import { svgText } from '../../../shared/pages/parts/svg-text.ts';
import { intervalChart } from '../../../shared/reports/charts/interval-chart.ts';
import type { IntervalRow, IntervalTable } from '../../../shared/reports/intervals/interval-table.ts';
import { saidOnce } from '../../../shared/reports/intervals/said-once.ts';
import { therapistIntervals } from '../../../shared/reports/intervals/therapist-intervals.ts';

const REASON = 'The data cannot tell the therapist from what is given.';
const withheld = (index: number) => ({ therapistId: `t-${index}`, withheld: REASON });
const said = { se: 0.1, df: 30, ci95: [-0.2, 0.4] as [number, number], p: 0.5, pHolm: 0.5, outside: false };
const judged = { therapistId: 't-0', clients: 20, difference: 0.1, ...said };
const silent = Array.from({ length: 40 }, (_, index) => withheld(index + 1));

test('forty therapists of whom nothing can be told for one reason are one row, and who they are unfolds', () => {
  const page = intervalRows(therapistIntervals({ rows: silent })).markup;
  expect(page.split(REASON)).toHaveLength(2);
  expect(page).toContain('<th scope="row">All 40 therapists</th>');
  for (const { therapistId } of silent) expect(page).toMatch(new RegExp(`\\b${therapistId}\\b`));
});

test('beside those of whom something is told they are the last row, with their number', () => {
  const table = therapistIntervals({ rows: [...silent, judged] });
  expect(saidOnce(table)).toMatchObject({ rows: [{ name: 't-0' }], alike: [{ name: '40 therapists' }] });
  const page = intervalRows(table).markup;
  expect(page.indexOf('t-0')).toBeLessThan(page.indexOf('40 therapists'));
  const drawn = (of: IntervalTable) => svgText(intervalChart(of)!.drawing);
  expect(drawn(table), 'paper has no row for each').toBe(drawn(therapistIntervals({ rows: [judged] })));
});

test('two of them, and rows with pages of their own, each say it themselves', () => {
  expect(saidOnce(therapistIntervals({ rows: silent.slice(0, 2) })).alike).toEqual([]);
  const row = (code: string, estimate: IntervalRow['estimate']) => ({ code, name: code, of: '', estimate });
  const rows = ['a', 'b', 'c'].map((code) => row(code, { withheld: REASON }));
  const other = row('d', { value: 1, interval: [0, 2], text: '1 (0 to 2)' });
  expect(saidOnce({ of: 'technique', rows: [...rows, other] }).alike).toEqual([]);
  expect(saidOnce({ of: 'technique', rows })).toMatchObject({
    rows: [],
    alike: [{ name: 'all 3 techniques' }],
  });
});
