import { tTail } from '../distributions/t-tail.ts';
import { exchangeableContrast, type TwoSided } from './exchangeable-contrast.ts';
import type { MonthSums } from './month-sums.ts';
import { TwoSides } from './two-sides.ts';

export type MonthContrast = {
  /** Means of the months that are looked at, and of those that they are held against, and their difference. */
  inside: number;
  outside: number;
  estimate: number;
  se: number;
  df: number | null;
  /** Clients of each side; who came in both counts in both. */
  clients: { inside: number; outside: number };
  /** Two-sided, Student's t; null without degrees of freedom. Where nothing varies any difference is one: 1 or 0. */
  p: number | null;
};

/**
 * Each month's mean less that of all other months, with clients as clusters: months share clients, whose visits are
 * alike, so that neither months nor visits are independent.
 *
 * @returns one a month, in order
 */
export function monthContrasts(sums: MonthSums): MonthContrast[] {
  const totals = clientTotals(sums);
  const everywhere = new TwoSides();
  for (const [client, n] of totals.n.entries()) everywhere.addAlone(1, n, totals.sum[client]!);
  const clientOf = clientsOfEntries(sums);
  return entriesByMonth(sums).map((entries) => {
    const sides = everywhere.copy();
    for (const entry of entries) {
      const [client, n, sum] = [clientOf[entry]!, sums.n[entry]!, sums.sum[entry]!];
      const [all, total] = [totals.n[client]!, totals.sum[client]!];
      sides.addAlone(1, all, total, -1);
      if (n === all) sides.addAlone(0, n, sum);
      else sides.addBoth(n, sum, all - n, total - sum);
    }
    return contrastOf(sides.rows());
  });
}

/**
 * The mean of each month and all later ones less that of all earlier ones.
 *
 * @returns one a month, in order, from the second on
 */
export function changeContrasts(sums: MonthSums): MonthContrast[] {
  const totals = clientTotals(sums);
  const sides = new TwoSides();
  for (const [client, n] of totals.n.entries()) sides.addAlone(0, n, totals.sum[client]!);
  const earlier = { n: new Int32Array(totals.n.length), sum: new Int32Array(totals.n.length) };
  let straddling: number[] = [];
  const clientOf = clientsOfEntries(sums);
  return entriesByMonth(sums)
    .slice(0, -1)
    .map((entries) => {
      for (const entry of entries) {
        const [client, n, sum] = [clientOf[entry]!, sums.n[entry]!, sums.sum[entry]!];
        const [all, total] = [totals.n[client]!, totals.sum[client]!];
        if (earlier.n[client] === 0) {
          sides.addAlone(0, all, total, -1);
          straddling.push(client);
        }
        earlier.n[client]! += n;
        earlier.sum[client]! += sum;
        if (earlier.n[client] === all) sides.addAlone(1, all, total);
      }
      straddling = straddling.filter((client) => earlier.n[client]! < totals.n[client]!);
      const now = sides.copy();
      for (const client of straddling) {
        const [n, sum] = [earlier.n[client]!, earlier.sum[client]!];
        now.addBoth(totals.n[client]! - n, totals.sum[client]! - sum, n, sum);
      }
      return contrastOf(now.rows());
    });
}

function clientTotals({ starts, n, sum }: MonthSums): { n: Int32Array; sum: Int32Array } {
  const clients = starts.length - 1;
  const totals = { n: new Int32Array(clients), sum: new Int32Array(clients) };
  for (let client = 0; client < clients; client += 1) {
    for (let entry = starts[client]!; entry < starts[client + 1]!; entry += 1) {
      totals.n[client]! += n[entry]!;
      totals.sum[client]! += sum[entry]!;
    }
  }
  return totals;
}

/** Places of each month's entries, in order of clients. */
function entriesByMonth({ months, month }: MonthSums): number[][] {
  const entries = months.map((): number[] => []);
  for (const [entry, own] of month.entries()) entries[own]!.push(entry);
  return entries;
}

function clientsOfEntries({ starts, month }: MonthSums): Int32Array {
  const clients = new Int32Array(month.length);
  for (let client = 0; client + 1 < starts.length; client += 1) {
    clients.fill(client, starts[client], starts[client + 1]);
  }
  return clients;
}

function contrastOf(sides: TwoSided): MonthContrast {
  const clients = { inside: clientsOf(sides, 0), outside: clientsOf(sides, 1) };
  const { means, estimate, se, df } = exchangeableContrast(sides);
  return {
    inside: means[0],
    outside: means[1],
    estimate,
    se,
    df,
    clients,
    p: df === null ? null : se === 0 ? Number(estimate === 0) : tTail(estimate / se, df),
  };
}

function clientsOf({ rows, clients, n }: TwoSided, side: 0 | 1): number {
  let present = 0;
  for (let row = 0; row < rows; row += 1) if (n[2 * row + side]! > 0) present += clients[row]!;
  return present;
}
