import { mean } from 'simple-statistics';
import { compareText } from '../outcomes/client-order.ts';
import { attainmentT, type ScaledGoal } from '../statistics/attainment-scaling.ts';
import { scaledGoal } from './attainment-level.ts';
import type { ClientGoal } from './client-goal.ts';
import { FEWEST_CLIENTS } from './fewest-clients.ts';

/** Goal Attainment Scaling over clients: those who have a measured goal with levels, and their mean T. */
export type MeanAttainment = { clients: number; meanT: number | null };

/** A goal with levels and a value, and whose it is: all that the mean needs of it. */
export type ScaledGoalOfClient = ScaledGoal & { client: string };

/** What of a client's goal `meanAttainment` takes: nothing of one without levels, or without a value yet. */
export function scaledGoalOf({ client, ...goal }: ClientGoal): ScaledGoalOfClient[] {
  return scaledGoal(goal).map((scaled) => ({ client, ...scaled }));
}

/**
 * The mean T over clients. Every client counts once, with all of his goals together, however many there are and
 * whoever set them.
 *
 * @param goals in any order
 * @returns a mean of null with fewer than 10 clients
 */
export function meanAttainment(goals: readonly ScaledGoalOfClient[]): MeanAttainment {
  const byClient = [...Map.groupBy(goals, ({ client }) => client)].sort(([a], [b]) => compareText(a, b));
  const scores = byClient.map(([, ofClient]) => attainmentT(ofClient)!);
  return { clients: scores.length, meanT: scores.length < FEWEST_CLIENTS ? null : mean(scores) };
}
