import { dot, line, rectY, ruleY, text } from '@observablehq/plot';
import type { TrendClaims } from '../../claims/contract.ts';
import { monthWords } from '../../outcomes/date-words.ts';
import type { Trend } from '../../statistics/contract.ts';
import { type Chart, draw } from './draw.ts';

const HEIGHT = 210;
/** Month names that fit below the axis. */
const MOST_TICKS = 4;

/** The months of which a mean may be shown: those with clients enough, by the claims. */
export function toldMonths({ months }: Trend, { told }: Pick<TrendClaims, 'told'>): Trend['months'] {
  const enough = new Set(told);
  return months.filter(({ month, mean }) => mean !== null && enough.has(month));
}

/** What the band of the chart is, in words; undefined where months are too few for one. */
export const bandWords = ({ xmr }: Trend): string | undefined =>
  xmr.lower === null
    ? undefined
    : 'The band is how far single months have differed from one to the next by themselves (2.66 mean moving ranges to each side). A dot in it or near it is no news; a month is pointed out only where the clients behind it tell it from chance.';

/**
 * The mean fall of pain month by month, of those with clients enough, over the limits within which months differ by
 * themselves (XmR); named are the months that the claims point out, and no others.
 */
export function monthChart(trend: Trend, claim: Pick<TrendClaims, 'told' | 'signals'>): Chart {
  const points = toldMonths(trend, claim);
  const { signals } = claim;
  const { xmr } = trend;
  const flagged = new Set(signals.map(({ month }) => month));
  const marked = points.filter(({ month }) => flagged.has(month));
  const every = Math.ceil(points.length / MOST_TICKS);
  const at = { x: 'month', y: 'mean' } as const;
  return draw({
    id: 'month-chart',
    title: 'Mean fall of pain right after the session, points of 10',
    description:
      'A dot for each month, joined by a line from month to month, over the band that single months keep to by themselves; months that are pointed out are larger and carry their name.',
    height: HEIGHT,
    marginTop: 26,
    marginBottom: 36,
    marginLeft: 30,
    marginRight: 42,
    x: {
      type: 'point',
      domain: points.map(({ month }) => month),
      ticks: points.map(({ month }) => month).filter((_, index) => (points.length - 1 - index) % every === 0),
      tickFormat: shortMonth,
      label: null,
    },
    y: { label: 'Points', labelArrow: 'none', ticks: 5, nice: true, domain: withZero(points, xmr) },
    marks: [
      ...(xmr.lower === null
        ? []
        : [rectY([xmr], { y1: 'lower', y2: 'upper', fill: 'currentColor', className: 'band' })]),
      ruleY([0], { className: 'edge' }),
      line(points, { ...at, strokeWidth: 1.5, className: 'ink-1' }),
      dot(points, { ...at, r: 3.5, fill: 'currentColor', className: 'ink-1' }),
      dot(marked, { ...at, r: 7, strokeWidth: 2, className: 'signal' }),
      text(marked, {
        ...at,
        text: ({ month }: { month: string }) => monthWords(month),
        dy: -14,
        className: 'signal',
      }),
    ],
  });
}

/** From the least to the greatest mean or limit, and 0; a point of height where nothing has any. */
function withZero(points: Trend['months'], { lower, upper }: Trend['xmr']): [number, number] {
  const means = [...points.map(({ mean }) => mean!), lower ?? 0, upper ?? 0];
  const [low, high] = [Math.min(0, ...means), Math.max(0, ...means)];
  return low === high ? [0, 1] : [low, high];
}

/** `Sep 2026` */
function shortMonth(month: string): string {
  const [name, year] = monthWords(month).split(' ');
  return `${name!.slice(0, 3)} ${year}`;
}
