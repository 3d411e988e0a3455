import type { Interval } from '../statistics/contract.ts';
import { clusteredMean } from '../statistics/intervals/clustered-mean.ts';
import { isOpenOnScale, type ReviewedGoal, reviewedGoal } from './attainment-level.ts';
import { clientAttainment } from './client-attainment.ts';
import type { ClientGoal } from './client-goal.ts';
import { FEWEST_CLIENTS } from './fewest-clients.ts';

/** Goal Attainment Scaling over clients, of their goals past the due date that have levels and a value. */
export type MeanAttainment = {
  clients: number;
  /** Means over clients, each client once; null with fewer than 10. */
  meanT: number | null;
  ci95: Interval | null;
  baselineT: number | null;
  /** `meanT - baselineT`. */
  change: number | null;
  /** Goals with levels that still run: they are in none of this. */
  open: number;
};

/** All that the mean needs of a client's goal. */
export type ScaledGoalOfClient = { client: string; open: boolean; reviewed: ReviewedGoal[] };

/** What of a client's goal `meanAttainment` takes: nothing of one that says nothing of the scale. */
export function scaledGoalOf(goal: ClientGoal): ScaledGoalOfClient[] {
  const [open, reviewed] = [isOpenOnScale(goal), reviewedGoal(goal)];
  return open || reviewed.length > 0 ? [{ client: goal.client, open, reviewed }] : [];
}

/**
 * The mean T over clients. Every client counts once, with all of his reviewed goals together, however many there
 * are and whoever set them. Clients are clusters of one T each: CR2, which is then Student's interval.
 *
 * @param goals in any order
 */
export function meanAttainment(goals: readonly ScaledGoalOfClient[]): MeanAttainment {
  const byClient = Map.groupBy(goals, ({ client }) => client);
  const scores = [...byClient.values()]
    .flatMap((ofClient) => clientAttainment(ofClient.flatMap(({ reviewed }) => reviewed)) ?? [])
    .sort((a, b) => a.t - b.t || a.baselineT - b.baselineT);
  const counts = { clients: scores.length, open: goals.filter(({ open }) => open).length };
  if (scores.length < FEWEST_CLIENTS)
    return { ...counts, meanT: null, ci95: null, baselineT: null, change: null };
  const mean = (of: (score: (typeof scores)[number]) => number) =>
    scores.reduce((sum, score) => sum + of(score), 0) / scores.length;
  const [meanT, baselineT] = [mean(({ t }) => t), mean(({ baselineT }) => baselineT)];
  const { ci95 } = clusteredMean(scores.map(({ t }) => ({ n: 1, sum: t })));
  return { ...counts, meanT, ci95, baselineT, change: meanT - baselineT };
}
