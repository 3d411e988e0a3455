import { type MedianRatio, medianRatio } from '../statistics/intervals/median-ratio.ts';
import { type Attainment, attainment, confirming } from './goal-attainment.ts';
import { REFUSED_POINTS, type RefusedPoint } from './goal-points.ts';
import type { DatedValue, GoalVersion } from './goal-progress.ts';
import { goalProjection, isLongEnough, type Projection, reachOf } from './goal-projection.ts';
import { directionOf, goalSeries, type Measured, reaches } from './goal-series.ts';

export const GOAL_STATUSES = [
  'attained',
  'reached-once',
  'on-track',
  'at-risk',
  'off-track',
  'missed',
  'too-early',
  'no-data',
] as const;
export type GoalStatus = (typeof GOAL_STATUSES)[number];

/** How a goal stands as of a date. What cannot be told is null. */
export type GoalStanding = {
  asOf: string;
  status: GoalStatus;
  attained: Attainment | null;
  /** Values used, one an instant, and values refused by reason. */
  points: number;
  refused: Partial<Record<RefusedPoint, number>>;
  /** The latest value after the due date, which does not count. */
  late: DatedValue | null;
  latest: { at: string; value: number } | null;
  /** The value that the latest is judged together with: the one before it, within four weeks. */
  confirming: { at: string; value: number } | null;
  /** The date of the latest value at the target or beyond. */
  lastReachedOn: string | null;
  /** Since the baseline, in the goal's unit; positive is towards the target. */
  change: number | null;
  /** Of the way from baseline to target: 1 is there, more is beyond, less than 0 is away from it. */
  shareOfWay: number | null;
  projection: Projection | null;
  /** Of goals for recovery time: the later half of the values against the earlier half. */
  medianRatio: MedianRatio | null;
};

/**
 * How a goal stands as of a date.
 *
 * - `no-data`: no value between the start and that date;
 * - `attained`: see goal-attainment.ts;
 * - `reached-once`: the latest value is at the target and the one within four weeks before it is not;
 * - `missed`: the due date has passed, and the latest value is not at the target;
 * - `too-early`: fewer than 5 values or under 14 days; or twice the observed span ends before the due date
 *   and the band has neither reached the target whole nor left the way to it;
 * - `on-track`: the whole band of the projection reaches the target by the due date, and the whole interval of
 *   the pace leads towards it: values that do not move lead nowhere, however near they are; `at-risk`: a part of
 *   the band reaches it, or all of it without a pace that can be told from none; `off-track`: nothing of it
 *   does, or, before the projection gets as far as the due date, no part of the pace's interval leads towards
 *   the target;
 * - a yes-no task has no pace: with enough values it is `off-track` while the latest is a no.
 *
 * @param asOf `YYYY-MM-DD`: later values do not count
 */
export function goalStanding(goal: GoalVersion, asOf: string): GoalStanding {
  const series = goalSeries(goal, asOf);
  const last = series.at(-1);
  const attained = attainment(goal, series);
  const projection = goalProjection(goal, series);
  const beside = confirming(series);
  const change = last ? (last.value - goal.baseline) * directionOf(goal) + 0 : null; // + 0: never -0
  const way = Math.abs(goal.target - goal.baseline);
  return {
    asOf,
    status: statusOf(goal, asOf, { series, attained, projection }),
    attained,
    points: series.length,
    refused: refusedUntil(goal, asOf),
    late: goal.refused['after-due-date']?.findLast(({ on }) => on <= asOf) ?? null,
    latest: last ? { at: last.at, value: last.value } : null,
    confirming: beside ? { at: beside.at, value: beside.value } : null,
    lastReachedOn: series.findLast(({ value }) => reaches(goal, value))?.date ?? null,
    change,
    shareOfWay: change === null || way === 0 ? null : change / way,
    projection,
    medianRatio: goal.measure === 'recovery-hours' ? halvesRatio(series) : null,
  };
}

type Evidence = {
  series: readonly Measured[];
  attained: Attainment | null;
  projection: Projection | null;
};

function statusOf(goal: GoalVersion, asOf: string, { series, attained, projection }: Evidence): GoalStatus {
  const last = series.at(-1);
  if (!last) return 'no-data';
  if (attained) return 'attained';
  if (reaches(goal, last.value)) return 'reached-once';
  if (asOf > goal.dueOn) return 'missed';
  if (goal.unit === 'yes-no') return isLongEnough(series) ? 'off-track' : 'too-early';
  return projection ? paceStatus(goal, projection) : 'too-early';
}

function paceStatus(goal: GoalVersion, projection: Projection): GoalStatus {
  const reach = reachOf(goal, projection);
  if (reach === 'whole' && leadsThere(goal, projection)) return 'on-track';
  if (projection.untilDue) return reach === 'none' ? 'off-track' : 'at-risk';
  return leadsNowhere(goal, projection) ? 'off-track' : 'too-early';
}

function leadsThere(goal: GoalVersion, { perWeekCi95 }: Projection): boolean {
  return perWeekCi95.every((slope) => slope * directionOf(goal) > 0);
}

function leadsNowhere(goal: GoalVersion, { perWeekCi95 }: Projection): boolean {
  return perWeekCi95.every((slope) => slope * directionOf(goal) <= 0);
}

function refusedUntil(goal: GoalVersion, asOf: string): GoalStanding['refused'] {
  const counts = REFUSED_POINTS.flatMap((reason) => {
    const count = (goal.refused[reason] ?? []).filter(({ on }) => on <= asOf).length;
    return count === 0 ? [] : [[reason, count] as const];
  });
  return Object.fromEntries(counts);
}

/** The middle one of an odd number of values belongs to neither half. */
function halvesRatio(series: readonly Measured[]): MedianRatio | null {
  const values = series.map(({ value }) => value);
  const half = Math.floor(values.length / 2);
  return half === 0 ? null : medianRatio(values.slice(0, half), values.slice(-half));
}
