import type { Change } from '../contract.ts';
import { tInterval } from './student-interval.ts';

/** How many whole numbers one client reported, and their sum. */
export type ClientSum = { n: number; sum: number };

/**
 * Standard error and 95 % interval of a mean with clients as clusters: the CR2 estimate and Satterthwaite
 * degrees of freedom (Bell & McCaffrey 2002; Pustejovsky & Tipton 2018, JBES), in their closed form for a
 * model with nothing but a mean. With n_g values of client g that sum to S_g, p_g = n_g / N and
 * q_g = p_g² / (1 - p_g):
 *
 *     se² = Σ (S_g - n_g m)² / (1 - p_g) / N²        df = 1 / (Σ p² + (Σ q)² - Σ q²)
 *
 * Clients are added up in an order that depends on their numbers alone, so that no order of the data and
 * no client id changes a digit.
 *
 * @returns null leaves for fewer than 2 clients
 */
export function clusteredMean(clients: readonly ClientSum[]): Change['clustered'] {
  if (clients.length < 2) return { se: null, df: null, ci95: null };
  const ordered = byNumber(clients);
  const n = ordered.reduce((total, { n: own, sums }) => total + own * sums.length, 0);
  let sum = 0;
  for (const { sums } of ordered) for (const own of sums) sum += own;
  let squares = 0;
  let sumOfP2 = 0;
  let sumOfQ = 0;
  let sumOfQ2 = 0;
  for (const { n: own, sums } of ordered) {
    const p = own / n;
    const q = (p * p) / (1 - p);
    for (const ownSum of sums) {
      // S_g - n_g m in whole numbers, so that no difference is exactly none.
      const residual = (ownSum * n - own * sum) / n;
      squares += (residual * residual) / (1 - p);
      sumOfP2 += p * p;
      sumOfQ += q;
      sumOfQ2 += q * q;
    }
  }
  const se = Math.sqrt(squares) / n;
  const df = 1 / (sumOfP2 + sumOfQ * sumOfQ - sumOfQ2);
  return { se, df, ci95: tInterval(sum / n, se, df) };
}

/** Clients by how many values they have, ascending; sorting plain numbers is far quicker than sorting clients. */
function byNumber(clients: readonly ClientSum[]): { n: number; sums: Float64Array }[] {
  const counts = new Map<number, number>();
  for (const { n } of clients) counts.set(n, (counts.get(n) ?? 0) + 1);
  const alike = new Map([...counts].map(([n, count]) => [n, { sums: new Float64Array(count), filled: 0 }]));
  for (const { n, sum } of clients) {
    const own = alike.get(n)!;
    own.sums[own.filled++] = sum;
  }
  return [...alike].sort(([a], [b]) => a - b).map(([n, { sums }]) => ({ n, sums: sums.sort() }));
}
