import { scaleOf } from '../records/scales.ts';
import { dateOfDay, dayNumber } from '../records/time/calendar-days.ts';
import { utcSeconds } from '../records/time/instant.ts';
import type { Interval } from '../statistics/contract.ts';
import { type Line, theilSen } from '../statistics/trend/theil-sen.ts';
import type { GoalVersion } from './goal-progress.ts';
import { type Measured, reaches } from './goal-series.ts';

/** Where the values so far lead to. `low` and `high` are the limits of the band, `value` is the line. */
type ProjectedValue = { date: string; value: number; low: number; high: number };
export type Projection = {
  /** Change of the value per week, and its 95 % interval. */
  perWeek: number;
  perWeekCi95: Interval;
  /** From the first value to as far as is projected: at most to the due date. */
  line: [ProjectedValue, ProjectedValue];
  /** Whether the projection gets as far as the due date: twice the span of the values is its end. */
  untilDue: boolean;
};

const FEWEST_VALUES = 5;
const SHORTEST_SPAN_DAYS = 14;

const DAY_SECONDS = 86_400;
const WEEK_DAYS = 7;

/** Whether there is enough to tell a pace: FEWEST_VALUES values over SHORTEST_SPAN_DAYS days. */
export function isLongEnough(series: readonly Measured[]): boolean {
  return series.length >= FEWEST_VALUES && spanDays(series) >= SHORTEST_SPAN_DAYS;
}

const dayOf = ({ at }: Measured) => utcSeconds(at) / DAY_SECONDS;
const spanDays = (series: readonly Measured[]) => dayOf(series.at(-1)!) - dayOf(series[0]!);

/**
 * The pace of a goal (Theil-Sen, Sen's interval) and what it leads to, clipped to the values that the
 * measure can take and never further than twice the span from the first value to the last.
 *
 * @param series the goal's values, one an instant, in order of time
 * @returns null where the series is not long enough, and for yes-no tasks, which have no pace
 */
export function goalProjection(goal: GoalVersion, series: readonly Measured[]): Projection | null {
  if (goal.unit === 'yes-no' || !isLongEnough(series)) return null;
  const fit = theilSen(series.map((measured) => ({ x: dayOf(measured), y: measured.value })))!;
  const start = dayNumber(series[0]!.date);
  const horizon = start + 2 * spanDays(series);
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
    line: [projected(start), projected(end)],
    untilDue: end === due,
  };
}

/** How much of the band reaches the target where the projection ends. */
export function reachOf(goal: GoalVersion, { line }: Projection): 'whole' | 'part' | 'none' {
  const reaching = [line[1].low, line[1].high].filter((value) => reaches(goal, value)).length;
  return reaching === 2 ? 'whole' : reaching === 1 ? 'part' : 'none';
}
