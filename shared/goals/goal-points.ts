import { regionCounts } from '../outcomes/region-rule.ts';
import type { Goal } from '../records/goal.ts';
import type { Measurement } from '../records/measurement.ts';
import type { PainScore } from '../records/pain-score.ts';
import { isOnScale, scaleOf } from '../records/scales.ts';
import type { Session } from '../records/session.ts';
import { dateAfter } from '../records/time/calendar-days.ts';
import { dateAsWritten } from '../records/time/instant.ts';
import type { Held } from '../records/versions/held.ts';

/** The facts that a goal's progress can be made of, all of one client. */
export type GoalFeed = Held<Session> | Held<PainScore> | Held<Measurement>;

export function isGoalFeed(fact: { type: string }): fact is GoalFeed {
  return fact.type === 'session' || fact.type === 'pain-score' || fact.type === 'measurement';
}

/** One value of what a goal measures, in the goal's unit, and the record it came from. */
export type GoalPoint = { at: string; value: number; from: { type: GoalFeed['type']; id: string } };

/**
 * Why a value is no point of a goal. The first that holds, in this order:
 *
 * - `off-scale`: no value that the measure can take, such as 0.5 for a yes-no task;
 * - `wrong-body-region`: pain elsewhere than where the goal looks;
 * - `wrong-recall-window`: pain over the last day or week, not now;
 * - `before-start`, `after-due-date`: right in all else, but not between the goal's dates.
 *
 * What lies outside the dates and would be refused anyhow is not counted at all.
 */
export const REFUSED_POINTS = [
  'off-scale',
  'wrong-body-region',
  'wrong-recall-window',
  'before-start',
  'after-due-date',
] as const;
export type RefusedPoint = (typeof REFUSED_POINTS)[number];

/** How far before its start and after its due date values are looked for, to say that they do not count. */
export const LOOK_AROUND_DAYS = 28;

/** A value that one record offers to a goal: a point of it, or refused. */
export type OfferedPoint = { point: GoalPoint; refused?: RefusedPoint };

type Offer = { at: string; value: number; refused?: RefusedPoint };

/**
 * The values that one record offers to a goal, those that count and those that are refused. Dates are days
 * as written, each in its own offset, start and due date included.
 */
export function offeredPoints(goal: Held<Goal>, record: GoalFeed): OfferedPoint[] {
  const scale = scaleOf(goal.measure);
  const from = { type: record.type, id: idOf(record) };
  return offers(goal, record).flatMap(({ at, value, refused }) => {
    const point = { at, value, from };
    const inKind = isOnScale(value, scale) ? refused : 'off-scale';
    const inTime = outsideDates(goal, dateAsWritten(at));
    if (!inTime) return [inKind ? { point, refused: inKind } : { point }];
    return inKind || inTime === 'far' ? [] : [{ point, refused: inTime }];
  });
}

function outsideDates(
  { startsOn, dueOn }: Held<Goal>,
  date: string,
): 'before-start' | 'after-due-date' | 'far' | undefined {
  if (date < startsOn) return date >= dateAfter(startsOn, -LOOK_AROUND_DAYS) ? 'before-start' : 'far';
  if (date > dueOn) return date <= dateAfter(dueOn, LOOK_AROUND_DAYS) ? 'after-due-date' : 'far';
  return undefined;
}

function idOf(record: GoalFeed): string {
  if (record.type === 'session') return record.sessionId;
  return record.type === 'pain-score' ? record.scoreId : record.measurementId;
}

/**
 * Pain comes from the journal and from sessions; all else is measured, movements by sessions as well. The score of an
 * instrument is of every goal on its scale.
 */
function offers(goal: Held<Goal>, record: GoalFeed): Offer[] {
  const [measure, movement] = goal.measure.split(':') as [string, string | undefined];
  if (measure === 'pain') return painOffers(goal, record);
  if (record.type === 'measurement') {
    const isOfGoal =
      record.measure === undefined ? record.goalId === goal.goalId : record.measure === measure;
    return isOfGoal ? [{ at: record.at, value: record.value }] : [];
  }
  return measure === 'range-of-motion' && record.type === 'session' ? movementOffers(movement, record) : [];
}

/** Pain now, from the journal or as asked before a session; about the goal's region where it names one. */
function painOffers(goal: Held<Goal>, record: GoalFeed): Offer[] {
  if (record.type === 'pain-score') {
    const { pain, window, bodyRegion, at } = record;
    if (pain === undefined) return [];
    const elsewhere = goal.bodyRegion !== undefined && bodyRegion !== goal.bodyRegion;
    if (elsewhere) return [{ at, value: pain, refused: 'wrong-body-region' }];
    return [window === 'now' ? { at, value: pain } : { at, value: pain, refused: 'wrong-recall-window' }];
  }
  if (record.type !== 'session' || record.painBefore === undefined) return [];
  const offer = { at: record.startedAt, value: record.painBefore };
  return [regionCounts(goal.bodyRegion, [record]) ? offer : { ...offer, refused: 'wrong-body-region' }];
}

/** Degrees of the goal's movement as a session left them, or as it found them when it says no more. */
function movementOffers(movement: string | undefined, session: Held<Session>): Offer[] {
  return (session.rangeOfMotion ?? [])
    .filter((entry) => entry.movement === movement)
    .flatMap(({ before, after }): Offer[] => {
      if (after !== undefined) return [{ at: session.endedAt, value: after }];
      return before === undefined ? [] : [{ at: session.startedAt, value: before }];
    });
}
