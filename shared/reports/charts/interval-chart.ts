import { dot, link, ruleX, text } from '@observablehq/plot';
import { isSaid } from '../../claims/contract.ts';
import { axisOf, type IntervalRow, type IntervalTable } from '../interval-table.ts';
import { type Chart, draw } from './draw.ts';

const ROW = 40;
const AT = { words: 12, line: 26 };

type Placed = { row: IntervalRow; top: number };

/** Dots with their intervals on one axis, each below its name and numbers: what paper shows of such a table. */
export function intervalChart({ id, title, heads, rows }: IntervalTable): Chart | undefined {
  const axis = axisOf(rows);
  if (!axis) return undefined;
  const placed = rows.map((row, index): Placed => ({ row, top: index * ROW }));
  const said = placed.flatMap(({ row: { estimate }, top }) =>
    isSaid(estimate) ? [{ ...estimate, y: top + AT.line }] : [],
  );
  const wider = said.flatMap(({ wider: limits, y }) => (limits ? [{ limits, y }] : []));
  return draw({
    id: `${id}-chart`,
    title,
    description: 'For each row a dot with the line of its 95 % interval; the numbers stand above it.',
    height: rows.length * ROW + 34,
    marginTop: 0,
    marginBottom: 34,
    x: {
      domain: [axis.from, axis.to],
      ticks: axis.ticks,
      tickFormat: 'd',
      label: heads[1],
      labelArrow: 'none',
    },
    y: { domain: [rows.length * ROW, 0], axis: null },
    marks: [
      ruleX(axis.ticks, { className: 'grid' }),
      ruleX([0], { className: 'edge' }),
      ...[
        { align: 'left', anchor: 'start', words: nameOf },
        { align: 'right', anchor: 'end', words: numberOf },
      ].map(({ align, anchor, words }) =>
        text(placed, {
          y: ({ top }: Placed) => top + AT.words,
          text: ({ row }: Placed) => words(row),
          frameAnchor: align as 'left' | 'right',
          textAnchor: anchor as 'start' | 'end',
        }),
      ),
      link(wider, {
        x1: ({ limits }: (typeof wider)[number]) => limits[0],
        x2: ({ limits }: (typeof wider)[number]) => limits[1],
        y1: 'y',
        y2: 'y',
        className: 'muted',
      }),
      link(said, {
        x1: ({ interval }: (typeof said)[number]) => interval[0],
        x2: ({ interval }: (typeof said)[number]) => interval[1] ?? axis.to,
        y1: 'y',
        y2: 'y',
        strokeWidth: 2.5,
        className: 'ink-1',
      }),
      dot(said, { x: 'value', y: 'y', r: 4, fill: 'currentColor', className: 'ink-1' }),
    ],
  });
}

function nameOf({ name, of }: IntervalRow): string {
  return of === '' ? name : `${name}, ${of}`;
}

function numberOf({ estimate }: IntervalRow): string {
  if (!isSaid(estimate)) return 'too few to say';
  return estimate.note === undefined ? estimate.text : `${estimate.text}; ${estimate.note}`;
}
