import { compareText } from '../outcomes/client-order.ts';
import { type Goal, targetValue } from '../records/goal.ts';
import { dateAsWritten, utcSortKey } from '../records/time/instant.ts';
import type { GoalHistory } from '../records/versions/goal-history.ts';
import type { Held } from '../records/versions/held.ts';
import {
  type GoalFeed,
  type GoalPoint,
  offeredPoints,
  REFUSED_POINTS,
  type RefusedPoint,
} from './goal-points.ts';

/** What a goal asks for; `target` is the value asked for, also where it is given as a percentage. */
export type GoalTerms = Omit<Held<Goal>, 'type' | 'goalId' | 'target'> & { target: number };

/** One version of a goal with the client's values that count for it. */
export type GoalVersion = GoalTerms & {
  /** Every value between start and due date, in order of time; several may have one instant. */
  points: GoalPoint[];
  /** Values that do not count, by reason, in order of date; reasons without one are absent. */
  refused: Partial<Record<RefusedPoint, DatedValue[]>>;
};

/** A value and the date, as written, that it is of. */
export type DatedValue = { on: string; value: number };

/** A version that a correction replaced, and the date, as written, on which the one that followed was recorded. */
export type EarlierVersion = GoalVersion & { replacedOn: string };

/**
 * The view "goal progress": everything about a goal that does not depend on today. What it comes to on a
 * date is said by `goalStanding` (goal-standing.ts).
 */
export type GoalProgress = { goalId: string } & GoalVersion & {
    /** Versions that were replaced, oldest first; one that said the same as its successor is not listed. */
    earlier: EarlierVersion[];
  };

/**
 * Progress of one goal.
 *
 * @param records the client's live records within `goalRange` of all versions, in any order; what does not
 *   feed the goal is left aside
 */
export function goalProgress({ goal, earlier }: GoalHistory, records: readonly GoalFeed[]): GoalProgress {
  return {
    goalId: goal.goalId,
    ...goalVersion(goal, records),
    earlier: earlierVersions(goal, earlier, records),
  };
}

/** The versions that said something else than the one that followed, oldest first. */
function earlierVersions(
  goal: Held<Goal>,
  earlier: readonly Held<Goal>[],
  records: readonly GoalFeed[],
): EarlierVersion[] {
  return earlier.flatMap((version, index) => {
    const next = earlier[index + 1] ?? goal;
    if (saidBy(version) === saidBy(next)) return [];
    return [{ ...goalVersion(version, records), replacedOn: dateAsWritten(next.recordedAt) }];
  });
}

function saidBy({ recordedAt: _recordedAt, ...said }: Held<Goal>): string {
  return JSON.stringify(said);
}

function goalVersion(goal: Held<Goal>, records: readonly GoalFeed[]): GoalVersion {
  const { type: _type, goalId: _goalId, ...terms } = goal;
  const offered = records.flatMap((record) => offeredPoints(goal, record));
  const refused = REFUSED_POINTS.flatMap((reason) => {
    const values = offered.flatMap(({ refused, point: { at, value } }) =>
      refused === reason ? [{ on: dateAsWritten(at), value }] : [],
    );
    values.sort((a, b) => compareText(a.on, b.on) || a.value - b.value);
    return values.length === 0 ? [] : [[reason, values] as const];
  });
  return {
    ...terms,
    target: targetValue(goal),
    points: inTime(offered.flatMap((offer) => (offer.refused ? [] : [offer.point]))),
    refused: Object.fromEntries(refused),
  };
}

/** By instant; at one instant by record and value, so that the order in which records are read is nothing. */
function inTime(points: readonly GoalPoint[]): GoalPoint[] {
  const keyed = points.map((point) => ({
    point,
    at: utcSortKey(point.at),
    from: `${point.from.type}#${point.from.id}`,
  }));
  return keyed
    .sort((a, b) => compareText(a.at, b.at) || compareText(a.from, b.from) || a.point.value - b.point.value)
    .map(({ point }) => point);
}
