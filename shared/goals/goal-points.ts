import { regionCounts } from '../outcomes/region-rule.ts';
import type { Goal } from '../records/goal.ts';
import type { Held } from '../records/held.ts';
import { dateAsWritten } from '../records/instant.ts';
import type { Measurement } from '../records/measurement.ts';
import type { PainScore } from '../records/pain-score.ts';
import type { Session } from '../records/session.ts';

/** The facts that a goal's progress can be made of, all of one client. */
export type GoalFeed = Held<Session> | Held<PainScore> | Held<Measurement>;

export function isGoalFeed(fact: { type: string }): fact is GoalFeed {
  return fact.type === 'session' || fact.type === 'pain-score' || fact.type === 'measurement';
}

/** One value of what a goal measures, in the goal's unit. */
export type GoalPoint = { at: string; value: number };

/**
 * The values that one record gives to a goal: those dated from the goal's start to its due date, both
 * inclusive, each as written in its own offset.
 */
export function goalPoints(goal: Held<Goal>, record: GoalFeed): GoalPoint[] {
  return pointsOfAnyDate(goal, record).filter(({ at }) => {
    const date = dateAsWritten(at);
    return date >= goal.startsOn && date <= goal.dueOn;
  });
}

/** Pain comes from the journal and from sessions; all else is measured, movements by sessions as well. */
function pointsOfAnyDate(goal: Held<Goal>, record: GoalFeed): GoalPoint[] {
  const [measure, movement] = goal.measure.split(':') as [string, string | undefined];
  if (measure === 'pain') return painPoints(goal, record);
  if (record.type === 'measurement') {
    return record.goalId === goal.goalId ? [{ at: record.at, value: record.value }] : [];
  }
  return measure === 'range-of-motion' && record.type === 'session' ? movementPoints(movement, record) : [];
}

/** Pain now, from the journal or as asked before a session; about the goal's region where it names one. */
function painPoints(goal: Held<Goal>, record: GoalFeed): GoalPoint[] {
  if (record.type === 'pain-score') {
    const { pain, window, bodyRegion, at } = record;
    const aboutGoal = goal.bodyRegion === undefined || bodyRegion === goal.bodyRegion;
    return pain !== undefined && window === 'now' && aboutGoal ? [{ at, value: pain }] : [];
  }
  if (
    record.type === 'session' &&
    record.painBefore !== undefined &&
    regionCounts(goal.bodyRegion, [record])
  ) {
    return [{ at: record.startedAt, value: record.painBefore }];
  }
  return [];
}

/** Degrees of the goal's movement as a session left them, or as it found them when it says no more. */
function movementPoints(movement: string | undefined, session: Held<Session>): GoalPoint[] {
  return (session.rangeOfMotion ?? [])
    .filter((entry) => entry.movement === movement)
    .flatMap(({ before, after }): GoalPoint[] => {
      if (after !== undefined) return [{ at: session.endedAt, value: after }];
      return before === undefined ? [] : [{ at: session.startedAt, value: before }];
    });
}
