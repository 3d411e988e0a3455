import type { Interval } from '../statistics/contract.ts';
import { effectiveWilson } from '../statistics/intervals/effective-wilson.ts';
import { type ClientGoal, isClosed } from './client-goal.ts';
import { FEWEST_CLIENTS } from './fewest-clients.ts';

/** Of the goals past their due date that were measured: how many were attained. */
export type AttainedShare = {
  goals: number;
  clients: number;
  count: number;
  /** null with fewer than 10 clients. */
  share: number | null;
  ci95: Interval | null;
};

/**
 * The share of goals that were attained. Only goals past their due date enter it: an attained goal is known early
 * and a missed one late, so that counting goals as they are decided would flatter. Its interval is Wilson's at the
 * effective size, since the goals of one client are not independent (Korn & Graubard 1998).
 *
 * @param goals as they stand on one date, in any order
 */
export function attainedShare(
  goals: readonly Pick<ClientGoal, 'client' | 'asOf' | 'dueOn' | 'status'>[],
): AttainedShare {
  const decided = goals.filter((goal) => isClosed(goal) && goal.status !== 'no-data');
  const byClient = [...Map.groupBy(decided, ({ client }) => client).values()].map((ofClient) => ({
    n: ofClient.length,
    sum: ofClient.filter(({ status }) => status === 'attained').length,
  }));
  const counts = {
    goals: decided.length,
    clients: byClient.length,
    count: byClient.reduce((total, { sum }) => total + sum, 0),
  };
  const share = byClient.length < FEWEST_CLIENTS ? null : effectiveWilson(byClient);
  return { ...counts, share: share?.rate ?? null, ci95: share?.ci95 ?? null };
}
