import { GOAL_KINDS, type GoalKind } from '../records/goal.ts';
import type { Interval } from '../statistics/contract.ts';
import { wilson } from '../statistics/wilson.ts';
import { type ClientGoal, isClosed, isOpen } from './client-goal.ts';
import { FEWEST_CLIENTS } from './fewest-clients.ts';
import { type MeanAttainment, meanAttainment, scaledGoalOf } from './mean-attainment.ts';

export type GoalCounts = {
  attained: number;
  /** Past the due date and not attained. */
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
  attainment: { goals: number; clients: number; count: number; share: number | null; ci95: Interval | null };
  attainmentScaling: MeanAttainment;
  /** What is null and why, and what to know when reading; each begins with the field that it is about. */
  notes: string[];
};

/**
 * The summary of one therapist's goals. Only goals past their due date enter the share: an attained goal is
 * known early and a missed one late, so that counting goals as they are decided would flatter. With fewer than
 * 10 clients having such a goal there are counts only. Its 95 % interval is Wilson's.
 *
 * @param goals hers, as they stand on one date, in any order
 */
export function therapistSummary(therapistId: string, goals: readonly ClientGoal[]): TherapistSummary {
  const decided = goals.filter((goal) => isClosed(goal) && goal.status !== 'no-data');
  const count = decided.filter(({ status }) => status === 'attained').length;
  const clients = distinctClients(decided);
  const enough = clients >= FEWEST_CLIENTS;
  const scaling = meanAttainment(goals.flatMap(scaledGoalOf));
  return {
    therapistId,
    goals: goals.length,
    clients: distinctClients(goals),
    ...counted(goals),
    byKind: Object.fromEntries(
      GOAL_KINDS.map((kind) => [kind, counted(goals.filter((goal) => goal.kind === kind))]),
    ) as TherapistSummary['byKind'],
    attainment: {
      goals: decided.length,
      clients,
      count,
      share: enough ? count / decided.length : null,
      ci95: enough ? wilson(count, decided.length) : null,
    },
    attainmentScaling: scaling,
    notes: [
      ...(enough ? readingNotes(decided.length, clients) : [TOO_FEW]),
      ...(scaling.meanT === null ? [TOO_FEW_SCALED] : []),
    ],
  };
}

const TOO_FEW = `attainment.share, attainment.ci95: fewer than ${FEWEST_CLIENTS} clients have a measured goal past its due date`;

const TOO_FEW_SCALED = `attainmentScaling.meanT: fewer than ${FEWEST_CLIENTS} clients have a measured goal with levels`;

function readingNotes(goals: number, clients: number): string[] {
  if (goals === clients) return [];
  return ['attainment.ci95: several goals of a client are treated as independent; it is too narrow'];
}

function counted(goals: readonly ClientGoal[]): GoalCounts {
  const counts: GoalCounts = { attained: 0, missed: 0, unmeasured: 0, open: 0 };
  for (const goal of goals) counts[fateOf(goal)] += 1;
  return counts;
}

function fateOf(goal: ClientGoal): keyof GoalCounts {
  if (isOpen(goal)) return 'open';
  if (goal.status === 'attained') return 'attained';
  return goal.status === 'no-data' ? 'unmeasured' : 'missed';
}

function distinctClients(goals: readonly ClientGoal[]): number {
  return new Set(goals.map(({ client }) => client)).size;
}
