import { dateOfDay, dayNumber } from '../records/calendar-days.ts';
import { scaleOf } from '../records/goal.ts';
import { utcSeconds } from '../records/instant.ts';
import type { Interval } from '../statistics/contract.ts';
import { type Line, theilSen } from '../statistics/theil-sen.ts';
import type { GoalVersion } from './goal-progress.ts';
import { type Measured, reaches } from './goal-series.ts';

/** Where the values so far lead to. `low` and `high` are the limits of the band, `value` is the line. */
export type ProjectedValue = { date: string; value: number; low: number; high: number };
export type Projection = {
  /** Change of the value per week, and its 95 % interval. */
  perWeek: number;
  perWeekCi95: Interval;
  /** From the first value to as far as is projected: at most to the due date. */
  line: [ProjectedValue, ProjectedValue];
  /** Whether the projection gets as far as the due date: twice the span of the values is its end. */
  untilDue: boolean;
};

/** Fewer values, or a shorter time, give no pace. */
export const FEWEST_VALUES = 5;
export const SHORTEST_SPAN_DAYS = 14;

const DAY_SECONDS = 86_400;
const WEEK_DAYS = 7;

/**
 * The pace of a goal (Theil-Sen, Sen's interval) and what it leads to, clipped to the values that the
 * measure can take and never further than twice the span from the first value to the last.
 *
 * @param series the goal's values, one an instant, in order of time
 * @returns null below FEWEST_VALUES values or SHORTEST_SPAN_DAYS days, and for yes-no tasks, which have no pace
 */
export function goalProjection(goal: GoalVersion, series: readonly Measured[]): Projection | null {
  if (goal.unit === 'yes-no' || series.length < FEWEST_VALUES) return null;
  const points = series.map(({ at, value }) => ({ x: utcSeconds(at) / DAY_SECONDS, y: value }));
  const [first, last] = [points[0]!.x, points.at(-1)!.x];
  if (last - first < SHORTEST_SPAN_DAYS) return null;
  const fit = theilSen(points)!;
  const horizon = dayNumber(series[0]!.date) + 2 * (last - first);
  const due = dayNumber(goal.dueOn);
  const end = Math.min(due, Math.floor(horizon));
  const { low: least, high: most } = scaleOf(goal.measure);
  const clipped = (line: Line, day: number) =>
    Math.min(most, Math.max(least, line.intercept + line.slope * day));
  const projected = (day: number): ProjectedValue => {
    const limits = [clipped(fit.lower, day), clipped(fit.upper, day)];
    return {
      date: dateOfDay(day),
      value: clipped(fit, day),
      low: Math.min(...limits),
      high: Math.max(...limits),
    };
  };
  return {
    perWeek: fit.slope * WEEK_DAYS,
    perWeekCi95: [fit.slopeCi95[0] * WEEK_DAYS, fit.slopeCi95[1] * WEEK_DAYS],
    line: [projected(dayNumber(series[0]!.date)), projected(end)],
    untilDue: end === due,
  };
}

/** How much of the band reaches the target where the projection ends. */
export function reachOf(goal: GoalVersion, { line }: Projection): 'whole' | 'part' | 'none' {
  const reaching = [line[1].low, line[1].high].filter((value) => reaches(goal, value)).length;
  return reaching === 2 ? 'whole' : reaching === 1 ? 'part' : 'none';
}
