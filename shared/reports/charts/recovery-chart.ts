import { areaY, dot, line, rectX, ruleY, text } from '@observablehq/plot';
import type { CurveRow, Group, Interval } from '../../statistics/contract.ts';
import { decimal } from '../number-text.ts';
import { labelOf } from '../words.ts';
import { type Chart, draw } from './draw.ts';

const FACET = 84;
const TOP = 4;
/** A follow-up window ends after 7 days. */
const HOURS = 168;
/** A promise of "at once" has no width: a line as thick as this many hours. */
const NARROWEST_HOURS = 1;

type Step = Pick<CurveRow, 'hours' | 'survival' | 'lower' | 'upper'> & { technique: string };

/**
 * Share of sessions after which soreness is still there, hour by hour (Kaplan-Meier), with its band and the
 * hours that clients are told to expect.
 */
export function recoveryChart(groups: readonly Group[]): Chart {
  const rows = groups.filter(({ recovery }) => recovery.n > 0);
  const steps = rows.flatMap(stepsOf);
  const medians = rows.flatMap(({ technique, recovery: { medianHours } }) =>
    medianHours === null ? [] : [{ technique, hours: medianHours, survival: 0.5 }],
  );
  const of = { fy: 'technique', x: 'hours', curve: 'step-after' } as const;
  return draw({
    id: 'recovery',
    title: 'Soreness after the session, by technique',
    description:
      'For each technique a falling curve: the share of sessions after which soreness is still there, with its ' +
      '95 % band, over the hours that clients are told to expect. The table below holds medians and shares.',
    height: TOP + rows.length * FACET + 38,
    marginTop: TOP,
    marginBottom: 34,
    marginLeft: 42,
    marginRight: 16,
    x: {
      domain: [0, HOURS],
      ticks: [0, 24, 48, 72, 96, 120, 144, 168],
      label: 'Hours after the session',
      labelArrow: 'none',
    },
    y: { domain: [0, 1.3], ticks: [0, 0.5, 1], tickFormat: '.0%', label: null },
    fy: { domain: rows.map(({ technique }) => technique), axis: null, padding: 0.14 },
    marks: [
      rectX(expectedWindows(rows), {
        fy: 'technique',
        x1: 'from',
        x2: 'to',
        y1: 0,
        y2: 1,
        fill: 'currentColor',
        className: 'expected',
      }),
      ruleY([0, 0.5, 1], { className: 'grid' }),
      areaY(steps, { ...of, y1: 'lower', y2: 'upper', fill: 'currentColor', className: 'band' }),
      line(steps, { ...of, y: 'survival', strokeWidth: 2, className: 'ink-1' }),
      dot(medians, { fy: 'technique', x: 'hours', y: 'survival', r: 3.5, className: 'ink-1' }),
      text(rows, {
        fy: 'technique',
        text: facetLabel,
        frameAnchor: 'top-right',
        textAnchor: 'end',
        dy: 2,
      }),
    ],
  });
}

/** Steps closer together than this cannot be told apart: it is less than a unit of the drawing. */
const SHORTEST_STEP_HOURS = 0.5;

/**
 * Only where the curve falls, and where it ends; everybody is still sore at the beginning. Of falls that lie too
 * close together to be seen apart, the last.
 */
function stepsOf({ technique, recovery: { curve } }: Group): Step[] {
  const falls = curve.filter(({ events }, index) => events > 0 || index === curve.length - 1);
  const slot = ({ hours }: CurveRow) => Math.floor(hours / SHORTEST_STEP_HOURS);
  const kept = falls.filter(
    (row, index) => index === falls.length - 1 || slot(row) !== slot(falls[index + 1]!),
  );
  const start: Step = { technique, hours: 0, survival: 1, lower: 1, upper: 1 };
  return [
    start,
    ...kept.map(({ hours, survival, lower, upper }) => ({
      technique,
      hours,
      survival,
      // Where survival is 1 or 0 there are no limits: the band closes.
      lower: lower ?? survival,
      upper: upper ?? survival,
    })),
  ];
}

function expectedWindows(rows: readonly Group[]): { technique: string; from: number; to: number }[] {
  return rows.flatMap(({ technique, expectedRecoveryHours: expected }) =>
    expected === null ? [] : [{ technique, ...windowOf(expected) }],
  );
}

function windowOf([from, to]: Interval) {
  return { from, to: Math.max(to, from + NARROWEST_HOURS) };
}

function facetLabel({ technique, recovery: { n, medianHours } }: Group): string {
  const half = medianHours === null ? 'half not reached' : `half by ${decimal(medianHours, 1)} h`;
  return `${labelOf(technique)}: ${n} followed, ${half}`;
}
