import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Interval } from '../contract.ts';
import { type ClientSum, clusteredMean } from './clustered-mean.ts';

/** A share with an interval that allows for the sessions of one client. */
export type EffectiveShare = { rate: number; ci95: Interval; effectiveN: number; df: number };

/**
 * Wilson's interval at the effective sample size n* = p (1 - p) / V, V being the CR2 variance of the share with
 * clients as clusters, and Student's t at V's Satterthwaite degrees of freedom in place of z (Korn & Graubard
 * 1998, Survey Methodology 24:193; Dean & Pagano 2015, J Surv Stat Methodol 3:484). n* is at most the number of
 * values; where all are equal it is the number of clients.
 *
 * @param clients number of values of each client, and how many of them are successes
 * @returns null for fewer than 2 clients
 */
export function effectiveWilson(clients: readonly ClientSum[]): EffectiveShare | null {
  const { se, df } = clusteredMean(clients);
  if (se === null || df === null) return null;
  const n = clients.reduce((sum, client) => sum + client.n, 0);
  const count = clients.reduce((sum, client) => sum + client.sum, 0);
  const rate = count / n;
  const effectiveN = rate === 0 || rate === 1 ? clients.length : Math.min(n, (rate * (1 - rate)) / (se * se));
  const t = tQuantile(0.975, df);
  const square = (t * t) / effectiveN;
  const half = t * Math.sqrt((rate * (1 - rate)) / effectiveN + square / (4 * effectiveN));
  return {
    rate,
    ci95: [
      count === 0 ? 0 : Math.max(0, (rate + square / 2 - half) / (1 + square)),
      count === n ? 1 : Math.min(1, (rate + square / 2 + half) / (1 + square)),
    ],
    effectiveN,
    df,
  };
}
