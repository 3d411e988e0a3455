import { GOAL_KINDS, type GoalKind } from '../records/scales.ts';
import { type AttainedShare, attainedShare } from './attained-share.ts';
import { type ClientGoal, distinctClients, isOpen } from './client-goal.ts';
import { FEWEST_CLIENTS } from './fewest-clients.ts';
import { type MeanAttainment, meanAttainment, scaledGoalOf } from './mean-attainment.ts';

export type GoalCounts = {
  attained: number;
  /** Past the due date, at the target at the last value and not at the one within four weeks before it. */
  reachedOnce: number;
  /** Past the due date, and not at the target at the last value. */
  missed: number;
  /** Past the due date without a single measurement: neither attained nor missed. */
  unmeasured: number;
  open: number;
};

/** What became of one therapist's goals, as of a date. */
export type TherapistSummary = GoalCounts & {
  therapistId: string;
  goals: number;
  clients: number;
  byKind: Record<GoalKind, GoalCounts>;
  /** Of the goals past their due date that were measured: how many were attained. */
  attainment: AttainedShare;
  attainmentScaling: MeanAttainment;
  /** What is null and why, and what to know when reading; each begins with the field that it is about. */
  notes: string[];
};

/**
 * The summary of one therapist's goals.
 *
 * @param goals hers, as they stand on one date, in any order
 */
export function therapistSummary(therapistId: string, goals: readonly ClientGoal[]): TherapistSummary {
  const attainment = attainedShare(goals);
  const scaling = meanAttainment(goals.flatMap(scaledGoalOf));
  return {
    therapistId,
    goals: goals.length,
    clients: distinctClients(goals),
    ...counted(goals),
    byKind: Object.fromEntries(
      GOAL_KINDS.map((kind) => [kind, counted(goals.filter((goal) => goal.kind === kind))]),
    ) as TherapistSummary['byKind'],
    attainment,
    attainmentScaling: scaling,
    notes: [
      ...(attainment.share === null ? [TOO_FEW] : []),
      ...(scaling.meanT === null ? [TOO_FEW_SCALED] : []),
    ],
  };
}

const TOO_FEW = `attainment.share, attainment.ci95: fewer than ${FEWEST_CLIENTS} clients have a measured goal past its due date`;

const TOO_FEW_SCALED = `attainmentScaling.meanT: fewer than ${FEWEST_CLIENTS} clients have a measured goal with levels past its due date`;

function counted(goals: readonly ClientGoal[]): GoalCounts {
  const counts: GoalCounts = { attained: 0, reachedOnce: 0, missed: 0, unmeasured: 0, open: 0 };
  for (const goal of goals) counts[fateOf(goal)] += 1;
  return counts;
}

function fateOf(goal: ClientGoal): keyof GoalCounts {
  if (isOpen(goal)) return 'open';
  if (goal.status === 'attained') return 'attained';
  if (goal.status === 'reached-once') return 'reachedOnce';
  return goal.status === 'no-data' ? 'unmeasured' : 'missed';
}
