import { dot, rectY, text } from '@observablehq/plot';
import type { Group } from '../../statistics/contract.ts';
import { scoreCounts } from '../score-section.ts';
import { labelOf } from '../words.ts';
import { type Chart, draw } from './draw.ts';

const FACET = 66;
/** Room for the legend. */
const TOP = 24;

type Bar = { technique: string; left: number; right: number; percent: number };

/** How pain before and after the session is spread over the scale, technique by technique. */
export function scoreChart(groups: readonly Group[]): Chart {
  const rows = groups.filter(({ immediate }) => immediate.n > 0);
  const before = rows.flatMap((group) => bars(group, 'before', -0.42));
  const after = rows.flatMap((group) => bars(group, 'after', 0.02));
  const most = Math.max(...[...before, ...after].map(({ percent }) => percent), 1);
  return draw({
    id: 'scores',
    title: 'Pain before and after the session, by technique',
    description:
      'For each technique two bars for each score from 0 to 10: the share of sessions with that score before, ' +
      'and after. The table below holds the counts.',
    height: TOP + rows.length * FACET + 36,
    marginTop: TOP,
    marginBottom: 34,
    x: {
      domain: [-0.6, 10.6],
      ticks: [0, 2, 4, 6, 8, 10],
      tickFormat: 'd',
      label: 'Pain score',
      labelArrow: 'none',
    },
    // Room above the highest bar for the name of the technique.
    y: { domain: [0, most * 1.4], axis: null },
    fy: { domain: rows.map(({ technique }) => technique), axis: null, padding: 0.12 },
    marks: [
      rectY(before, { ...BAR, fill: 'none', stroke: 'currentColor', className: 'ink-2' }),
      rectY(after, { ...BAR, fill: 'currentColor', className: 'ink-1' }),
      ...legend('before', 'ink-2', 0, 'none'),
      ...legend('after', 'ink-1', 90, 'currentColor'),
      text(rows, {
        fy: 'technique',
        text: ({ technique, immediate: { n } }: Group) =>
          `${labelOf(technique)}: ${n} ${n === 1 ? 'session' : 'sessions'}`,
        frameAnchor: 'top-left',
        textAnchor: 'start',
        dy: 2,
      }),
    ],
  });
}

function legend(name: string, className: string, left: number, fill: string) {
  const place = { frameAnchor: 'top-left', facet: 'super' } as const;
  return [
    dot([name], {
      ...place,
      symbol: 'square',
      r: 4,
      stroke: 'currentColor',
      fill,
      dx: left + 6,
      dy: -14,
      className,
    }),
    text([name], { ...place, text: (words: string) => words, textAnchor: 'start', dx: left + 16, dy: -18 }),
  ];
}

const BAR = { fy: 'technique', x1: 'left', x2: 'right', y1: 0, y2: 'percent' };

function bars(group: Group, when: 'before' | 'after', offset: number): Bar[] {
  return scoreCounts(group.immediate.transitions, when).flatMap((count, score) =>
    count === 0
      ? []
      : [
          {
            technique: group.technique,
            left: score + offset,
            right: score + offset + 0.4,
            percent: (100 * count) / group.immediate.n,
          },
        ],
  );
}
