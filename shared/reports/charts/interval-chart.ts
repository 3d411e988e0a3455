import { dot, link, text } from '@observablehq/plot';
import { isSaid } from '../../claims/contract.ts';
import { axisOf, type IntervalRow, type IntervalTable } from '../intervals/interval-table.ts';
import { saidOnce } from '../intervals/said-once.ts';
import { type Chart, draw } from './draw.ts';

/** A row: its name and number, below them what they rest on, then the picture between its own grid lines. */
const ROW = 56;
const AT = { words: 10, more: 23, from: 31, line: 39, to: 47 };

type Placed = { row: IntervalRow; top: number };
type Line = { from: number; to: number; y: number };

/** Dots with their intervals on one axis, each below its name and numbers: what paper shows of such a table. */
export function intervalChart(table: IntervalTable): Chart | undefined {
  const { id, title, heads } = table;
  const { rows } = saidOnce(table);
  const axis = axisOf(rows);
  if (!axis) return undefined;
  const placed = rows.map((row, index): Placed => ({ row, top: index * ROW }));
  const said = placed.flatMap(({ row: { estimate }, top }) =>
    isSaid(estimate) ? [{ ...estimate, y: top + AT.line }] : [],
  );
  const intervals = said.map(({ interval: [from, to], y }): Line => ({ from, to: to ?? axis.to, y }));
  const wider = said.flatMap(({ wider: limits, y }): Line[] =>
    limits ? [{ from: limits[0], to: limits[1], y }] : [],
  );
  return draw({
    id: `${id}-chart`,
    title,
    description: 'For each row a dot with the line of its 95 % interval; the numbers stand above it.',
    height: rows.length * ROW + 34,
    marginTop: 0,
    marginBottom: 34,
    x: {
      domain: [axis.from, axis.to],
      ticks: [...axis.ticks],
      tickFormat: 'd',
      label: heads[1],
      labelArrow: 'none',
    },
    y: { domain: [rows.length * ROW, 0], axis: null },
    marks: [
      link(
        said.flatMap(({ y }) => axis.ticks.map((tick) => ({ tick, y }))),
        {
          x1: 'tick',
          x2: 'tick',
          y1: ({ y }: { y: number }) => y + AT.from - AT.line,
          y2: ({ y }: { y: number }) => y + AT.to - AT.line,
          className: 'grid',
        },
      ),
      words(placed, 'left', AT.words, ({ name }) => name),
      words(placed, 'right', AT.words, numberOf),
      words(placed, 'left', AT.more, ({ of }) => of, 'muted'),
      words(placed, 'right', AT.more, noteOf, 'muted'),
      link(wider, { ...BETWEEN, className: 'muted' }),
      link(intervals, { ...BETWEEN, strokeWidth: 2.5, className: 'ink-1' }),
      dot(said, { x: 'value', y: 'y', r: 4, fill: 'currentColor', className: 'ink-1' }),
    ],
  });
}

const BETWEEN = { x1: 'from', x2: 'to', y1: 'y', y2: 'y' } as const;

function words(
  placed: readonly Placed[],
  side: 'left' | 'right',
  below: number,
  textOf: (row: IntervalRow) => string,
  className?: string,
) {
  return text(
    placed.filter(({ row }) => textOf(row) !== ''),
    {
      y: ({ top }: Placed) => top + below,
      text: ({ row }: Placed) => textOf(row),
      frameAnchor: side,
      textAnchor: side === 'left' ? 'start' : 'end',
      ...(className !== undefined && { className }),
    },
  );
}

function numberOf({ estimate }: IntervalRow): string {
  return isSaid(estimate) ? estimate.text : 'too few to say';
}

function noteOf({ estimate }: IntervalRow): string {
  return (isSaid(estimate) && estimate.note) || '';
}
