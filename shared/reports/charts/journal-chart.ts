import { dot, line, ruleY, text } from '@observablehq/plot';
import type { JournalLine } from '../../journal/journal-lines.ts';
import { dayAxis } from './day-axis.ts';
import { type Chart, draw } from './draw.ts';

/** `nameShift` moves a line's name where both lines end at one score. */
const SERIES = [
  { of: 'pain', className: 'ink-1', symbol: 'circle', strokeDasharray: 'none', nameShift: -6 },
  { of: 'soreness', className: 'ink-2', symbol: 'square', strokeDasharray: '5 3', nameShift: 6 },
] as const;

/** What the chart says, in the language of its client. */
export type JournalChartWords = {
  title: string;
  description: string;
  pain: string;
  soreness: string;
  /** A date as it stands below the chart. */
  shortDay(date: string): string;
};

/**
 * Pain and soreness of one client over time, on the scale from 0 to 10. Days are those of the instants as they are
 * written: the client's own.
 */
export function journalChart(lines: readonly JournalLine[], words: JournalChartWords): Chart {
  const series = SERIES.map(({ of, ...look }) => ({
    ...look,
    points: lines.flatMap((entry) => {
      const score = entry[of];
      return score === undefined ? [] : [{ at: asWritten(entry.at), score, of: words[of] }];
    }),
  }));
  const [pain, soreness] = series.map(({ points }) => points.at(-1)?.score);
  return draw({
    id: 'journal-chart',
    title: words.title,
    description: words.description,
    height: 190,
    marginTop: 10,
    marginBottom: 30,
    marginLeft: 24,
    marginRight: 62,
    x: dayAxis(
      series.flatMap(({ points }) => points.map(({ at }) => at)),
      words.shortDay,
    ),
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

/** The clocks' own time, as if it were UTC, in which the axis reckons. */
const asWritten = (at: string) => new Date(`${at.slice(0, 19)}Z`);
