import { type Goal, type GoalKind, targetValue } from '../records/goal.ts';
import type { Held } from '../records/held.ts';
import { utcSortKey } from '../records/instant.ts';
import { type GoalFeed, type GoalPoint, goalPoints } from './goal-points.ts';

/** The view "goal progress": how far a client has come on the way from baseline to target. */
export type GoalProgress = {
  goalId: string;
  therapistId: string;
  kind: GoalKind;
  measure: string;
  unit: Goal['unit'];
  bodyRegion?: string;
  baseline: number;
  /** The value asked for, also where the goal gives it as a percentage of the baseline. */
  target: number;
  startsOn: string;
  dueOn: string;
  /** How many values were reported between start and due date. */
  points: number;
  /** The last of them; null while there is none, like all that follows from it. */
  latest: GoalPoint | null;
  /** Since the baseline, in the goal's unit; positive is towards the target. */
  change: number | null;
  /** Of the way from baseline to target: 1 is there, more is beyond, less than 0 is away from it. */
  shareOfWay: number | null;
  /** Whether the latest value is at or beyond the target. */
  reached: boolean | null;
};

/** A target computed from a percentage may miss its round value by a rounding error. */
const TOLERANCE = 1e-9;

/**
 * Progress of one goal.
 *
 * @param records the client's live records within `goalRange(goal)`, in any order; what does not feed the
 *   goal is left aside
 */
export function goalProgress(goal: Held<Goal>, records: readonly GoalFeed[]): GoalProgress {
  const { goalId, therapistId, kind, measure, unit, bodyRegion, baseline, startsOn, dueOn } = goal;
  const target = targetValue(goal);
  const direction = Math.sign(target - baseline);
  const { points, latest } = latestPoint(goal, direction, records);
  const change = latest && (latest.value - baseline) * direction + 0; // + 0: never -0
  const way = Math.abs(target - baseline);
  return {
    goalId,
    therapistId,
    kind,
    measure,
    unit,
    ...(bodyRegion === undefined ? {} : { bodyRegion }),
    baseline,
    target,
    startsOn,
    dueOn,
    points,
    latest,
    change,
    shareOfWay: change === null || way === 0 ? null : change / way,
    reached: change === null ? null : change >= way - TOLERANCE * Math.max(1, Math.abs(target)),
  };
}

/**
 * The last value in time. At one instant a session's value comes before one that was sent for itself, then
 * ids decide; of a session's two sides the one further from the target counts as the later, so that a goal
 * is not reached by half.
 */
function latestPoint(goal: Held<Goal>, direction: number, records: readonly GoalFeed[]) {
  const points = records.flatMap((record) =>
    goalPoints(goal, record).map((point) => ({
      ...point,
      order: [utcSortKey(point.at), record.type === 'session' ? '0' : '1', recordId(record)],
    })),
  );
  points.sort((a, b) => compareOrder(a.order, b.order) || (b.value - a.value) * direction);
  const last = points.at(-1);
  return { points: points.length, latest: last ? { at: last.at, value: last.value } : null };
}

function recordId(record: GoalFeed): string {
  if (record.type === 'session') return record.sessionId;
  return record.type === 'pain-score' ? record.scoreId : record.measurementId;
}

function compareOrder(a: readonly string[], b: readonly string[]): number {
  const index = a.findIndex((part, position) => part !== b[position]);
  if (index < 0) return 0;
  return a[index]! < b[index]! ? -1 : 1;
}
