import { areaY, dot, line, ruleY, text } from '@observablehq/plot';
import type { TherapistRow } from '../../statistics/contract.ts';
import { type Chart, draw } from './draw.ts';

const HEIGHT = 250;
const Z_OF_95 = 1.959964;
const Z_OF_998 = 3.090232;
/** More names would lie on top of each other; then only what is outside is named. */
const MOST_NAMED = 8;
const LONGEST_NAME = 14;
/** Names closer than this, in points of the scale per unit, are moved apart. */
const NAME_HEIGHT = 13;

type Point = { name: string; error: number; difference: number; outside: boolean };

/** Therapists who have funnel limits; fewer than 10 clients, or nothing that varies, give none. */
export function judgedTherapists(therapists: readonly TherapistRow[]): TherapistRow[] {
  return therapists.filter(
    ({ limit95, ratioOrDifference }) => limit95 !== null && ratioOrDifference !== null,
  );
}

/**
 * Funnel plot: each therapist's mean against what her case mix lets expect, over the standard error that the
 * limits are made of. It falls with the number of pairs, so therapists with many lie to the right.
 */
export function funnelChart(therapists: readonly TherapistRow[]): Chart {
  const points = judgedTherapists(therapists).map(pointOf);
  const errors = points.map(({ error }) => error);
  const widest = Math.max(...errors) * 1.15;
  const narrowest = Math.min(...errors) * 0.75;
  const reach = 1.1 * Math.max(Z_OF_998 * widest, ...points.map(({ difference }) => Math.abs(difference)));
  const ends = [{ error: widest }, { error: narrowest }];
  const limit = (z: number, dash: string) =>
    [z, -z].map((times) =>
      line(ends, {
        x: 'error',
        y: ({ error }: Pick<Point, 'error'>) => times * error,
        strokeDasharray: dash,
        className: 'edge',
      }),
    );
  return draw({
    id: 'funnel',
    title: 'Therapists against what their case mix lets expect',
    description:
      'A point for each therapist: how far her mean lies from the expected one, within limits of 95 % and ' +
      '99.8 % that narrow with the number of sessions. Outside means: look, not: bad.',
    height: HEIGHT,
    marginTop: 22,
    marginBottom: 36,
    marginLeft: 34,
    marginRight: 16,
    x: {
      domain: [widest, narrowest],
      ticks: 4,
      label: 'Standard error, points (more sessions to the right)',
      labelAnchor: 'center',
      labelArrow: 'none',
    },
    y: { domain: [-reach, reach], ticks: 5, label: 'Mean minus expected, points', labelArrow: 'none' },
    marks: [
      areaY(ends, {
        x: 'error',
        y1: ({ error }: Pick<Point, 'error'>) => -Z_OF_95 * error,
        y2: ({ error }: Pick<Point, 'error'>) => Z_OF_95 * error,
        fill: 'currentColor',
        className: 'band',
      }),
      ruleY([0], { className: 'edge' }),
      ...limit(Z_OF_95, '5 3'),
      ...limit(Z_OF_998, '1 3'),
      text(
        [
          { z: Z_OF_95, name: '95 %' },
          { z: Z_OF_998, name: '99.8 %' },
        ],
        {
          x: () => widest,
          y: ({ z }: { z: number }) => z * widest,
          text: 'name',
          textAnchor: 'start',
          dy: -7,
          dx: 3,
          className: 'muted',
        },
      ),
      dot(
        points.filter(({ outside }) => !outside),
        { ...PLACE, r: 4, fill: 'currentColor', className: 'ink-1' },
      ),
      dot(
        points.filter(({ outside }) => outside),
        { ...PLACE, r: 5.5, symbol: 'diamond', fill: 'currentColor', className: 'signal' },
      ),
      ...names(points, reach),
    ],
  });
}

const PLACE = { x: 'error', y: 'difference' };

function pointOf({ therapistId, expected, limit95, ratioOrDifference, outside }: TherapistRow): Point {
  const name = therapistId.length > LONGEST_NAME ? `${therapistId.slice(0, LONGEST_NAME - 1)}…` : therapistId;
  return {
    name,
    error: (limit95![1] - expected!) / Z_OF_95,
    difference: ratioOrDifference!,
    outside: outside !== null,
  };
}

/** Names beside the points, from the highest down, each at least a line below the one before. */
function names(points: readonly Point[], reach: number) {
  const shown = points.length <= MOST_NAMED ? points : points.filter(({ outside }) => outside);
  const lineOfText = (NAME_HEIGHT * 2 * reach) / (HEIGHT - 58);
  let next = Number.POSITIVE_INFINITY;
  const placed = shown
    .toSorted((a, b) => b.difference - a.difference)
    .map((point) => {
      const y = Math.min(point.difference, next);
      next = y - lineOfText;
      return { ...point, y };
    });
  const middle =
    (Math.max(...points.map(({ error }) => error)) + Math.min(...points.map(({ error }) => error))) / 2;
  // To the left of points on the right, where the frame ends, and the other way round.
  return [true, false].map((right) =>
    text(
      placed.filter(({ error }) => error < middle === right),
      { x: 'error', y: 'y', text: 'name', textAnchor: right ? 'end' : 'start', dx: right ? -8 : 8 },
    ),
  );
}
