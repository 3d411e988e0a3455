import { dot, line, ruleY, text } from '@observablehq/plot';
import type { JournalLine } from '../../journal/journal-lines.ts';
import { utcSeconds } from '../../records/instant.ts';
import { dayAxis } from './day-axis.ts';
import { type Chart, draw } from './draw.ts';

/** `nameShift` moves a line's name where both lines end at one score. */
const SERIES = [
  { of: 'pain', className: 'ink-1', symbol: 'circle', strokeDasharray: 'none', nameShift: -6 },
  { of: 'soreness', className: 'ink-2', symbol: 'square', strokeDasharray: '5 3', nameShift: 6 },
] as const;

/** Pain and soreness of one client over time, on the scale from 0 to 10. */
export function journalChart(lines: readonly JournalLine[]): Chart {
  const series = SERIES.map(({ of, ...look }) => ({
    ...look,
    points: lines.flatMap((entry) => {
      const score = entry[of];
      return score === undefined ? [] : [{ at: new Date(utcSeconds(entry.at) * 1000), score, of }];
    }),
  }));
  const [pain, soreness] = series.map(({ points }) => points.at(-1)?.score);
  return draw({
    id: 'journal-chart',
    title: 'Your entries',
    description:
      'Pain as a full line with dots and soreness as a broken line with squares, from 0 to 10, over time. ' +
      'The table below holds the numbers.',
    height: 190,
    marginTop: 10,
    marginBottom: 30,
    marginLeft: 24,
    marginRight: 62,
    x: dayAxis(series.flatMap(({ points }) => points.map(({ at }) => at))),
    y: { domain: [0, 10], ticks: [0, 2, 4, 6, 8, 10], label: null },
    marks: [
      ruleY([0, 2, 4, 6, 8, 10], { className: 'grid' }),
      ...series.flatMap(({ points, className, symbol, strokeDasharray, nameShift }) => [
        line(points, { x: 'at', y: 'score', strokeWidth: 2, strokeDasharray, className }),
        dot(points, { x: 'at', y: 'score', r: 3, symbol, fill: 'currentColor', className }),
        text(points.slice(-1), {
          x: 'at',
          y: 'score',
          text: 'of',
          textAnchor: 'start',
          dx: 8,
          dy: pain === soreness ? nameShift : 0,
          className,
        }),
      ]),
    ],
  });
}
