import { dot, link, rectX, ruleX, text } from '@observablehq/plot';
import type { Comparisons, Group, Interval } from '../../statistics/contract.ts';
import { shownInterval } from '../change-interval.ts';
import { IMPORTANT_POINTS, IMPORTANT_SHARE } from '../clinical-importance.ts';
import { part } from '../number-text.ts';
import { REGRESSION_BAND } from '../regression-to-the-mean.ts';
import { labelOf } from '../words.ts';
import { type Chart, draw } from './draw.ts';

const ROW = 52;
/** Room for the legend and for what the lines and the band are. */
const TOP = 52;

/** Where in a row each thing lies, in units below its upper edge. */
const AT = { label: 10, adjusted: 26, raw: 38 };

type Line = { y: number; mean: number; interval: Interval };

/**
 * Forest plot: each technique's mean immediate improvement as it was seen and at the same pain before, with
 * 95 % intervals; what regression to the mean alone gives, 2 points, and 30 % of each technique's pain before.
 *
 * @param groups those with a mean; without one a technique has no row
 */
export function forestChart(groups: readonly Group[], { adjusted }: Comparisons): Chart {
  const rows = groups.filter(({ immediate }) => immediate.improvement.mean !== null);
  const tops = new Map(rows.map(({ technique }, index) => [technique, TOP + index * ROW]));
  const raw = rows.map(({ technique, immediate }) =>
    line(tops.get(technique)! + AT.raw, immediate.improvement.mean!, shownInterval(immediate)),
  );
  const model = adjusted
    .filter(({ technique, mean }) => mean !== null && tops.has(technique))
    .map(({ technique, mean, ci95 }) => line(tops.get(technique)! + AT.adjusted, mean!, ci95));
  const height = TOP + rows.length * ROW + 36;
  const bottom = height - 34;
  return draw({
    id: 'forest',
    title: 'Improvement right after the session, by technique',
    description:
      'A row for each technique with the mean fall of pain in points and its 95 % interval, as it was seen and ' +
      'adjusted for pain before. The table below holds the same numbers.',
    height,
    marginTop: 0,
    marginBottom: 34,
    x: { domain: domainOf([...raw, ...model]), label: 'Fall of pain, points (0 to 10)', labelArrow: 'none' },
    y: { domain: [bottom, 0], axis: null },
    marks: [
      rectX([REGRESSION_BAND], {
        x1: '0',
        x2: '1',
        y1: TOP - 6,
        y2: bottom,
        fill: 'currentColor',
        className: 'band',
      }),
      ruleX([0], { y1: TOP - 6, y2: bottom, className: 'edge' }),
      ruleX([IMPORTANT_POINTS], { y1: TOP - 6, y2: bottom, strokeDasharray: '5 3', className: 'important' }),
      text([[IMPORTANT_POINTS, TOP - 14]], {
        text: () => 'important: 2 points',
        className: 'important',
      }),
      text([[(REGRESSION_BAND[0] + REGRESSION_BAND[1]) / 2, TOP - 14]], {
        text: () => 'by itself',
        textAnchor: 'start',
        dx: -20,
        className: 'muted',
      }),
      dot([{}], {
        frameAnchor: 'top-left',
        dx: 6,
        dy: 12,
        r: 4,
        symbol: 'square',
        fill: 'currentColor',
        className: 'ink-1',
      }),
      dot([{}], { frameAnchor: 'top-left', dx: 158, dy: 12, r: 3.5, className: 'muted' }),
      ...legend('adjusted for pain before', 16),
      ...legend('as seen', 167),
      text(rows, {
        y: ({ technique }: Group) => tops.get(technique)! + AT.label,
        text: rowLabel,
        frameAnchor: 'left',
        textAnchor: 'start',
      }),
      ruleX(rows, {
        x: ({ immediate }: Group) => IMPORTANT_SHARE * immediate.before.mean!,
        y1: ({ technique }: Group) => tops.get(technique)! + AT.adjusted - 5,
        y2: ({ technique }: Group) => tops.get(technique)! + AT.raw + 5,
        strokeDasharray: '2 2',
        className: 'important',
      }),
      ...interval(raw, 'muted', { r: 3.5, strokeWidth: 1.5 }),
      ...interval(model, 'ink-1', { r: 4, fill: 'currentColor', symbol: 'square', strokeWidth: 2.5 }),
    ],
  });
}

function legend(words: string, dx: number) {
  return [
    text([words], { text: (name: string) => name, frameAnchor: 'top-left', textAnchor: 'start', dx, dy: 8 }),
  ];
}

function line(y: number, mean: number, interval: Interval | null): Line {
  return { y, mean, interval: interval ?? [mean, mean] };
}

function interval(lines: readonly Line[], className: string, style: object) {
  return [
    link(lines, {
      x1: ({ interval: [low] }: Line) => low,
      x2: ({ interval: [, high] }: Line) => high,
      y1: 'y',
      y2: 'y',
      ...style,
      fill: 'none',
      className,
    }),
    dot(lines, { x: 'mean', y: 'y', stroke: 'currentColor', ...style, className }),
  ];
}

function rowLabel({ technique, sessions, completeness, immediate }: Group): string {
  return `${labelOf(technique)}: ${part(completeness.withBoth, sessions)} scored, ${immediate.clients} clients`;
}

/** From no change, or the lowest limit, to the highest; never so narrow that 2 points are off the chart. */
function domainOf(lines: readonly Line[]): [number, number] {
  const limits = lines.flatMap(({ interval }) => interval);
  return [Math.min(-0.2, ...limits) - 0.1, Math.max(IMPORTANT_POINTS + 0.8, ...limits) + 0.1];
}
