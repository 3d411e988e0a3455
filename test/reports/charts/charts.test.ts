import { text } from '@observablehq/plot';
import { expect, test } from 'vitest';
import type { OutcomeStatistics } from '../../../shared/claims/contract.ts';
import { completenessChart } from '../../../shared/reports/charts/completeness-chart.ts';
import { meanChart, rateChart } from '../../../shared/reports/charts/control-chart.ts';
import { type Chart, draw } from '../../../shared/reports/charts/draw.ts';
import { forestChart } from '../../../shared/reports/charts/forest-chart.ts';
import { recoveryChart } from '../../../shared/reports/charts/recovery-chart.ts';
import { scoreChart } from '../../../shared/reports/charts/score-chart.ts';
import { svgText } from '../../../shared/reports/charts/svg-text.ts';
import { completenessOf } from '../../../shared/reports/completeness-section.ts';
import { scoreCounts } from '../../../shared/reports/score-section.ts';
import { VALLBONA } from '../clinics.ts';

const chartsOf = ({ techniques, comparisons, trend }: OutcomeStatistics): Chart[] => [
  forestChart(techniques, comparisons),
  scoreChart(techniques),
  recoveryChart(techniques),
  meanChart(trend),
  rateChart(trend),
  completenessChart(completenessOf(techniques)),
];
const texts = () => chartsOf(VALLBONA).map(({ drawing }) => svgText(drawing));

test('the same statistics give the same bytes, however often they were drawn before', () => {
  expect(texts()).toEqual(texts());
});

test('nothing that a policy without unsafe-inline forbids', () => {
  for (const text of texts())
    expect(text).not.toMatch(/<style|<script|<[^>]* (?:style|on\w+)=|NaN|undefined/);
});

test('each is one named image with a description', () => {
  for (const [index, { id, title, description }] of chartsOf(VALLBONA).entries()) {
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

test('a forest row names the counts behind its mean', () => {
  const [forest] = texts();
  // Vallbona 1997: 29 clients with the magnet, 21 with the placebo, one session each.
  expect(forest).toContain('Trigger point therapy: 29/29, 100 % scored, 29 clients');
  expect(forest).toContain('Relaxation: 21/21, 100 % scored, 21 clients');
});

test('scores are counted from the pairs', () => {
  const { transitions } = VALLBONA.techniques[0]!.immediate;
  // Vallbona 1997, magnet: 22 came with 10, 3 with 9, 4 with 8; 4 left with 10.
  expect(scoreCounts(transitions, 'before')).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 4, 3, 22]);
  expect(scoreCounts(transitions, 'after').at(-1)).toBe(4);
});
