import { dot, line, ruleY, text } from '@observablehq/plot';
import type { Signal, Trend } from '../../statistics/contract.ts';
import { decimal, percent } from '../number-text.ts';
import { type Chart, draw } from './draw.ts';

const HEIGHT = 210;
/** Month names that fit below the axis. */
const MOST_TICKS = 6;

type Point = { month: string; value: number; lower: number | null; upper: number | null };

/** XmR chart of the mean improvement, month by month, with the months that are part of a signal. */
export function meanChart({ months, xmr }: Trend): Chart {
  const points = months.flatMap(({ month, mean }) =>
    mean === null ? [] : [{ month, value: mean, lower: xmr.lower, upper: xmr.upper }],
  );
  return controlChart({
    id: 'mean-chart',
    title: 'Mean improvement, month by month (XmR chart)',
    description:
      'A point for each month between control limits; months that are part of a signal are diamonds.',
    label: 'Mean fall of pain, points',
    points,
    centre: xmr.centre,
    signals: xmr.signals,
    format: (value) => decimal(value, 2),
  });
}

/** p chart of the responder rate: its limits are wider in months with fewer sessions. */
export function rateChart({ p }: Trend): Chart {
  return controlChart({
    id: 'rate-chart',
    title: 'Responders, month by month (p chart)',
    description:
      'A point for each month between control limits that follow its number of sessions; months that are part ' +
      'of a signal are diamonds.',
    label: 'Pain fell by 30 % or more',
    points: p.months.map(({ month, rate, lower, upper }) => ({ month, value: rate, lower, upper })),
    centre: p.centre,
    signals: p.signals,
    format: percent,
  });
}

type ControlChart = Pick<Chart, 'id' | 'title' | 'description'> & {
  label: string;
  points: readonly Point[];
  centre: number | null;
  signals: readonly Signal[];
  format: (value: number) => string;
};

function controlChart({
  id,
  title,
  description,
  label,
  points,
  centre,
  signals,
  format,
}: ControlChart): Chart {
  const flagged = new Set(signals.map(({ month }) => month));
  const months = points.map(({ month }) => month);
  const every = Math.ceil(months.length / MOST_TICKS);
  const limited = points.filter(({ lower, upper }) => lower !== null && upper !== null);
  const last = limited.at(-1);
  const limits = ['lower', 'upper'] as const;
  return draw({
    id,
    title,
    description,
    height: HEIGHT,
    marginTop: 22,
    marginBottom: 36,
    marginLeft: 40,
    marginRight: 42,
    x: {
      type: 'point',
      domain: months,
      ticks: months.filter((_, index) => (months.length - 1 - index) % every === 0),
      tickFormat: (month: string) => month,
      label: null,
    },
    y: { label, labelArrow: 'none', ticks: 5, tickFormat: format, nice: true },
    marks: [
      ...(centre === null ? [] : [ruleY([centre], { className: 'edge' })]),
      ...limits.map((limit) =>
        line(limited, { x: 'month', y: limit, curve: 'step', strokeDasharray: '5 3', className: 'edge' }),
      ),
      text(
        last && centre !== null
          ? [
              { y: last.upper!, text: format(last.upper!) },
              { y: centre, text: format(centre) },
              { y: last.lower!, text: format(last.lower!) },
            ]
          : [],
        { frameAnchor: 'right', y: 'y', text: 'text', textAnchor: 'start', dx: 6, className: 'muted' },
      ),
      line(points, { x: 'month', y: 'value', strokeWidth: 1.5, className: 'ink-1' }),
      dot(
        points.filter(({ month }) => !flagged.has(month)),
        { x: 'month', y: 'value', r: 3.5, fill: 'currentColor', className: 'ink-1' },
      ),
      dot(
        points.filter(({ month }) => flagged.has(month)),
        { x: 'month', y: 'value', r: 5.5, symbol: 'diamond', fill: 'currentColor', className: 'signal' },
      ),
    ],
  });
}
