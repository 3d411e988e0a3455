import { expect, test } from 'vitest';
import { meanChart } from '../../../shared/reports/charts/control-chart.ts';
import type { Chart } from '../../../shared/reports/charts/draw.ts';
import { forestChart } from '../../../shared/reports/charts/forest-chart.ts';
import { recoveryChart } from '../../../shared/reports/charts/recovery-chart.ts';
import type { SvgElement } from '../../../shared/reports/charts/svg-element.ts';
import type { Trend } from '../../../shared/statistics/contract.ts';
import { group, NO_TIMES, VALLBONA } from '../clinics.ts';

type Placed = { element: SvgElement; x: number; y: number; classes: string[] };

/** Every element of a drawing with where it lies and the classes around it. */
function placed({ drawing }: Chart): Placed[] {
  const walk = (element: SvgElement, x: number, y: number, classes: string[]): Placed[] => {
    const moved = /^translate\(([^,]+),([^)]+)\)$/.exec(element.getAttribute('transform') ?? '');
    const [left, top] = [x + Number(moved?.[1] ?? 0), y + Number(moved?.[2] ?? 0)];
    const all = [...classes, element.getAttribute('class') ?? ''];
    const below = element.children.flatMap((child) => walk(child, left, top, all));
    return [{ element, x: left, y: top, classes: all }, ...below];
  };
  return walk(drawing, 0, 0, []);
}

/** The value at a place, read off the axis as a person does: from two of its labels. */
function axis(
  chart: Chart,
  labels: readonly [string, string],
  along: 'x' | 'y',
  value: (label: string) => number = Number,
) {
  const [low, high] = labels.map((label) => {
    const found = placed(chart).find(({ element }) => element.textContent === label);
    if (!found) throw new Error(`no label "${label}"`);
    return found[along];
  });
  const [from, to] = labels.map(value);
  return (place: number) => from! + ((place - low!) / (high! - low!)) * (to! - from!);
}
const at = ({ element }: Placed, name: string) => Number(element.getAttribute(name));

test('a dot of the forest plot stands at the raw mean, a line at its interval, the dashes at 2 points', () => {
  const chart = forestChart(VALLBONA.techniques, VALLBONA.comparisons);
  const value = axis(chart, ['0', '2'], 'x');
  const dots = placed(chart).filter(
    ({ element, classes, y }) => element.tagName === 'circle' && classes.includes('muted') && y === 0,
  );
  const means = VALLBONA.techniques.map(({ immediate }) => immediate.improvement.mean!);
  // Vallbona 1997: 5.2 points with the magnet, 1.1 with the placebo.
  expect(means.map((mean) => mean.toFixed(1)).toSorted()).toEqual(['1.1', '5.2']);
  for (const [index, dot] of dots.entries()) expect(value(at(dot, 'cx'))).toBeCloseTo(means[index]!, 1);
  expect(dots).toHaveLength(2);
  const important = placed(chart).find(
    ({ element, classes }) => element.tagName === 'line' && classes.includes('important'),
  )!;
  expect(value(at(important, 'x1'))).toBeCloseTo(2, 1);
  const raw = placed(chart).filter(
    ({ element, classes }) =>
      element.tagName === 'path' && classes.includes('muted') && element.getAttribute('d')!.includes('L'),
  );
  for (const [index, { element }] of raw.entries()) {
    const [, left, right] = /^M([\d.]+),[\d.]+L([\d.]+),/.exec(element.getAttribute('d')!)!.map(Number);
    const [low, high] = VALLBONA.techniques[index]!.immediate.clustered.ci95!;
    expect(value(left!)).toBeCloseTo(low, 1);
    expect(value(right!)).toBeCloseTo(high, 1);
  }
  expect(raw).toHaveLength(2);
});

test('the expected window of recovery is shaded from its first to its last hour, and the median is marked', () => {
  const curve = [30, 60].map((hours, index) => ({
    ...{ hours, atRisk: 2 - index, events: 1, censored: 0, se: null, lower: null, upper: null },
    survival: 0.5 - 0.5 * index,
  }));
  const chart = recoveryChart([
    group({
      technique: 'deep-tissue',
      recovery: { ...NO_TIMES, n: 2, events: 2, medianHours: 30, curve },
      expectedRecoveryHours: [24, 48],
    }),
  ]);
  const hours = axis(chart, ['24', '168'], 'x');
  const share = axis(chart, ['0%', '100%'], 'y', (label) => Number.parseInt(label, 10) / 100);
  const shaded = placed(chart).find(
    ({ element, classes }) => element.tagName === 'rect' && classes.includes('expected'),
  )!;
  const left = shaded.x + at(shaded, 'x');
  expect(hours(left)).toBeCloseTo(24, 0);
  expect(hours(left + at(shaded, 'width'))).toBeCloseTo(48, 0);
  const median = placed(chart).find(({ element }) => element.tagName === 'circle')!;
  expect(hours(median.x + at(median, 'cx'))).toBeCloseTo(30, 0);
  expect(share(median.y + at(median, 'cy'))).toBeCloseTo(0.5, 1);
});

test('a recovery curve of many reports stays small, and falls to the same end', () => {
  const curve = Array.from({ length: 5_000 }, (_, index) => ({
    ...{ hours: (index + 1) / 30, atRisk: 5_000 - index, events: 1, censored: 0, se: 0.1 },
    ...{ survival: 1 - (index + 1) / 5_000, lower: null, upper: null },
  }));
  const chart = recoveryChart([
    group({ recovery: { ...NO_TIMES, n: 5_000, events: 5_000, medianHours: 83.3, curve } }),
  ]);
  const line = placed(chart).find(
    ({ element, classes }) => element.tagName === 'path' && classes.includes('ink-1'),
  )!;
  const path = line.element.getAttribute('d')!;
  expect(path.length).toBeLessThan(12_000);
  const share = axis(chart, ['0%', '100%'], 'y', (label) => Number.parseInt(label, 10) / 100);
  expect(share(line.y + Number(/([\d.]+)$/.exec(path)![1]))).toBeCloseTo(0, 1);
});

test('months that are part of a signal are marked, the others are dots on the same scale', () => {
  const trend: Trend = {
    months: [1, 2, 3].map((mean, index) => ({
      month: `2026-0${index + 1}`,
      n: 9,
      mean,
      responderRate: null,
    })),
    xmr: {
      ...{ centre: 2, lower: 1, upper: 2.5, trial: true },
      signals: [{ month: '2026-03', rule: 'outside-limits' }],
    },
    p: { centre: null, months: [], signals: [], trial: true },
    notes: [],
  };
  const chart = meanChart(trend);
  const value = axis(chart, ['1.00', '2.00'], 'y');
  const dots = placed(chart).filter(({ element }) => element.tagName === 'circle');
  expect(dots.map((dot) => Math.round(10 * value(dot.y + at(dot, 'cy'))) / 10)).toEqual([1, 2]);
  const marked = placed(chart).filter(
    ({ element, classes }) => element.tagName === 'path' && classes.includes('signal'),
  );
  expect(marked.map(({ y }) => Math.round(10 * value(y)) / 10)).toEqual([3]);
});
