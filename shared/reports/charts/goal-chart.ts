import { areaY, dot, line, ruleX, text } from '@observablehq/plot';
import type { GoalPoint } from '../../goals/goal-points.ts';
import type { GoalReport } from '../../goals/goal-report.ts';
import { instrumentOf } from '../../records/scales.ts';
import { utcSeconds } from '../../records/time/instant.ts';
import { dayAxis } from './day-axis.ts';
import { type Chart, draw } from './draw.ts';

const dayOf = (date: string) => new Date(`${date}T00:00:00Z`);

const MARK_NAME = { x: 'at', text: 'name', frameAnchor: 'top', dy: -8, className: 'muted' } as const;

/**
 * One goal over time: what was measured, the way from baseline to target, and where the pace leads.
 *
 * @param values those that count for the goal, in order of time
 */
export function goalChart(goal: GoalReport & { values: readonly GoalPoint[] }): Chart {
  const { goalId, asOf, baseline, target, startsOn, dueOn, projection, values } = goal;
  const planned = [
    { at: dayOf(startsOn), value: baseline },
    { at: dayOf(dueOn), value: target },
  ];
  const measured = values.map(({ at, value }) => ({ at: new Date(utcSeconds(at) * 1000), value }));
  const projected = (projection?.line ?? []).map(({ date, ...limits }) => ({ at: dayOf(date), ...limits }));
  const due = [{ at: dayOf(dueOn), name: 'due' }];
  const current = asOf >= startsOn && asOf < dueOn ? [{ at: dayOf(asOf), name: 'as of' }] : [];
  return draw({
    id: `chart-${goalId}`,
    title: 'The goal over time',
    description:
      'What was measured as dots, the way from baseline to target as a broken line, and the pace so far as a ' +
      'full line in its 95 % band. Upright lines mark the due date and the day as of which it stands. The table ' +
      'below holds the values.',
    height: 200,
    marginTop: 32,
    marginBottom: 30,
    marginLeft: 32,
    marginRight: 46,
    x: dayAxis([...planned, ...measured].map(({ at }) => at)),
    y: { label: scaleName(goal), labelArrow: 'none', ticks: 5, nice: true },
    marks: [
      ruleX([...current, ...due], { x: 'at', strokeWidth: 1, className: 'edge' }),
      // To either side, so that they do not meet however soon it is due.
      text(current, { ...MARK_NAME, textAnchor: 'end', dx: -2 }),
      text(due, { ...MARK_NAME, textAnchor: 'start', dx: 2 }),
      areaY(projected, { x: 'at', y1: 'low', y2: 'high', fill: 'currentColor', className: 'band' }),
      line(planned, { x: 'at', y: 'value', strokeWidth: 1.5, strokeDasharray: '5 3', className: 'edge' }),
      text(planned.slice(1), {
        x: 'at',
        y: 'value',
        text: () => 'target',
        textAnchor: 'start',
        dx: 6,
        // A target above stands where the due date is named.
        dy: target > baseline ? 8 : 0,
        className: 'muted',
      }),
      line(projected, { x: 'at', y: 'value', strokeWidth: 1.5, className: 'ink-1' }),
      dot(measured, { x: 'at', y: 'value', r: 3, fill: 'currentColor', className: 'ink-1' }),
    ],
  });
}

/** What the numbers on the axis are. */
function scaleName({ measure, unit }: Pick<GoalReport, 'measure' | 'unit'>): string {
  const instrument = instrumentOf(measure);
  if (instrument) return `${instrument.name}, ${instrument.better} is better`;
  if (unit !== 'score') return unit;
  return measure === 'pain' ? 'pain, 0 none to 10 worst' : '0 cannot do it to 10 as before';
}
