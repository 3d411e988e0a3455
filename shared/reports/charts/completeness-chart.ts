import { rectX, text } from '@observablehq/plot';
import type { Completeness } from '../tables/completeness-section.ts';
import { ofText } from '../words/claim-words.ts';
import { type Chart, draw } from './draw.ts';

const ROW = 38;

/** How many of the sessions have what each statistic takes. */
export function completenessChart(rows: readonly Completeness[]): Chart {
  const placed = rows.map((row, index) => ({
    ...row,
    top: index * ROW,
    share: row.of === 0 ? 0 : row.count / row.of,
  }));
  const bar = {
    x1: 0,
    y1: ({ top }: { top: number }) => top + 18,
    y2: ({ top }: { top: number }) => top + 30,
  };
  return draw({
    id: 'completeness',
    title: 'Sessions with what the statistics take',
    description:
      'A bar for each kind of score: the share of all sessions that have it. The table below holds the counts.',
    height: rows.length * ROW + 24,
    marginTop: 0,
    marginBottom: 24,
    x: { domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], tickFormat: '.0%', label: null },
    y: { domain: [rows.length * ROW, 0], axis: null },
    marginRight: 20,
    marks: [
      rectX(placed, { ...bar, x2: 1, fill: 'currentColor', className: 'band' }),
      rectX(placed, { ...bar, x2: 'share', fill: 'currentColor', className: 'ink-1' }),
      text(placed, {
        y: ({ top }: { top: number }) => top + 9,
        text: ({ name, count, of }: Completeness) => `${name}: ${ofText(count, of)}`,
        frameAnchor: 'left',
        textAnchor: 'start',
      }),
    ],
  });
}
