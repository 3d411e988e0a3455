import { expect, test } from 'vitest';
import type { Chart } from '../../../shared/reports/charts/draw.ts';
import { intervalChart } from '../../../shared/reports/charts/interval-chart.ts';
import { monthChart } from '../../../shared/reports/charts/month-chart.ts';
import type { SvgElement } from '../../../shared/reports/charts/svg-element.ts';
import { changeIntervals } from '../../../shared/reports/intervals/interval-table.ts';
import { VALLBONA } from '../clinics.ts';
import { changeClaim, techniqueClaims } from '../said-claims.ts';

/** Where the bands of a drawing begin and end, from above. */
const bands = (chart: Chart) =>
  placed(chart).flatMap(({ element, y, classes }) => {
    const [top, height] = [element.getAttribute('y'), element.getAttribute('height')].map(Number);
    return element.tagName === 'rect' && classes.includes('band')
      ? [{ from: y + top!, to: y + top! + height! }]
      : [];
  });

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

const circles = (chart: Chart) => placed(chart).filter(({ element }) => element.tagName === 'circle');
const limitsOf = (chart: Chart, name: string) =>
  placed(chart)
    .filter(
      ({ element, classes }) =>
        element.tagName === 'path' && classes.includes(name) && element.getAttribute('d')!.includes('L'),
    )
    .map(({ element }) =>
      /^M(-?[\d.]+),[\d.]+L(-?[\d.]+),/.exec(element.getAttribute('d')!)!.slice(1).map(Number),
    );

test('a dot stands at its number, the thick line at its interval, the thin one at what the silent could make it', () => {
  const chart = intervalChart(
    changeIntervals('improvement', [
      techniqueClaims('deep-tissue', { improvement: changeClaim(2.3, 0.3) }),
      techniqueClaims('sports', {
        improvement: changeClaim(1.4, 0.9, { asked: 40, answered: 20, missingUpTo: [-0.6, 3.4] }),
      }),
    ]),
  )!;
  const value = axis(chart, ['0', '4'], 'x');
  expect(circles(chart).map((dot) => value(at(dot, 'cx')).toFixed(1))).toEqual(['2.3', '1.4']);
  const shown = (name: string) =>
    limitsOf(chart, name).map((limits) => limits.map((limit) => value(limit).toFixed(1)));
  expect(shown('ink-1')).toEqual([
    ['2.0', '2.6'],
    ['0.5', '2.3'],
  ]);
  expect(shown('muted')).toEqual([['-0.6', '3.4']]);
});

test('only the months that the claims point out carry a ring and their name', () => {
  const months = [1, 2, 3].map((mean, index) => ({
    ...{ month: `2026-0${index + 1}`, n: 9, mean, responderRate: null },
  }));
  const signals = [{ month: '2026-03', rule: 'limits by client', measure: 'improvement' }];
  const chart = monthChart(
    { ...VALLBONA.trend, months },
    { told: months.map(({ month }) => month), signals },
  );
  const value = axis(chart, ['1.0', '2.0'], 'y');
  const dots = circles(chart).map(({ y, element, classes }) => ({
    points: Math.round(10 * value(y + Number(element.getAttribute('cy')))) / 10,
    ring: classes.includes('signal'),
  }));
  expect(dots.map(({ points }) => points)).toEqual([1, 2, 3, 3]);
  expect(dots.map(({ ring }) => ring)).toEqual([false, false, false, true]);
  const names = placed(chart).map(({ element }) => element.textContent);
  expect(names).toContain('March 2026');
  expect(bands(chart)).toEqual([]);
  const xmr = { ...VALLBONA.trend.xmr, lower: 1, upper: 2 };
  const limited = monthChart(
    { ...VALLBONA.trend, months, xmr },
    { told: months.map(({ month }) => month), signals },
  );
  const points = axis(limited, ['1.0', '2.0'], 'y');
  expect(bands(limited).map(({ from, to }) => [points(from), points(to)].map(Math.round))).toEqual([[2, 1]]);
  expect(names).not.toContain('January 2026');
});
