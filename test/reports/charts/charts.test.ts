import { text } from '@observablehq/plot';
import { expect, test } from 'vitest';
import { svgText } from '../../../shared/pages/parts/svg-text.ts';
import { completenessChart } from '../../../shared/reports/charts/completeness-chart.ts';
import { draw } from '../../../shared/reports/charts/draw.ts';
import { intervalChart } from '../../../shared/reports/charts/interval-chart.ts';
import { monthChart } from '../../../shared/reports/charts/month-chart.ts';
import { changeIntervals } from '../../../shared/reports/intervals/interval-table.ts';
import { completenessOf } from '../../../shared/reports/tables/completeness-section.ts';
import { scoreCounts } from '../../../shared/reports/tables/score-section.ts';
import { VALLBONA } from '../clinics.ts';
import { CLAIMS, fewClients, SAID } from '../said-claims.ts';

const charts = () => [
  intervalChart(changeIntervals('improvement', CLAIMS.techniques))!,
  monthChart(SAID.trend, CLAIMS.trend),
  completenessChart(completenessOf(SAID.techniques)),
];
const texts = () => charts().map(({ drawing }) => svgText(drawing));

test('the same statistics give the same bytes, however often they were drawn before', () => {
  expect(texts()).toEqual(texts());
});

test('nothing that a policy without unsafe-inline forbids', () => {
  for (const text of texts())
    expect(text).not.toMatch(/<style|<script|<[^>]* (?:style|on\w+)=|NaN|undefined/);
});

test('each is one named image with a description', () => {
  for (const [index, { id, title, description }] of charts().entries()) {
    const text = texts()[index]!;
    expect(text).toContain(`role="img" aria-labelledby="${id}-title ${id}-desc"`);
    expect(text).toContain(`<title id="${id}-title">${title}</title>`);
    expect(text).toContain(`<desc id="${id}-desc">${description}</desc>`);
  }
});

test('what looks like markup is text', () => {
  const marks = [text(['"><b onx=1>'], { text: (name: string) => name })];
  const drawn = svgText(draw({ id: 'a', title: '<i>', description: '', height: 50, marks }).drawing);
  expect(drawn).not.toMatch(/<[bi]\b/);
  expect(drawn).toContain('&quot;&gt;&lt;b onx=1&gt;');
});

test('every row has its number in words, and one without a number says so', () => {
  const [intervals] = texts();
  expect(intervals).toContain('>Deep tissue<');
  expect(intervals).toContain('>69 clients<');
  expect(intervals).toContain('2.3 (2.0 to 2.6)');
  expect(intervals).toContain('1.4 (0.5 to 2.3)');
  expect(intervals).toContain('20 of 40 answered: -0.2 to 3.0');
  expect(intervals).toContain('too few to say');
  expect(intervalChart(changeIntervals('improvement', [fewClients('sports')]))).toBeUndefined();
});

test('no month of fewer than ten clients is drawn, and means that never vary have a readable axis', () => {
  const ringed = svgText(monthChart(SAID.trend, { told: ['2026-02', '2026-05'], signals: [] }).drawing);
  expect(ringed.match(/<circle/g)).toHaveLength(2);
  const months = [{ month: '2026-02', n: 30, mean: 0, responderRate: 0 }];
  const flat = svgText(monthChart({ ...SAID.trend, months }, { told: ['2026-02'], signals: [] }).drawing);
  expect(flat).not.toMatch(/0\.00/);
  expect(flat).toMatch(/>0\.\d</);
});

test('scores are counted from the pairs', () => {
  const { transitions } = VALLBONA.techniques[0]!.immediate;
  // Vallbona 1997, magnet: 22 came with 10, 3 with 9, 4 with 8; 4 left with 10.
  expect(scoreCounts(transitions, 'before')).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 4, 3, 22]);
  expect(scoreCounts(transitions, 'after').at(-1)).toBe(4);
});
