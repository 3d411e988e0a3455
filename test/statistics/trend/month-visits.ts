import { type MonthSums, monthSums } from '../../../shared/statistics/trend/month-sums.ts';

export type Visit = { month: number; value: number };

/** The sums of clients who made these visits. */
export function sumsOf(clients: readonly (readonly Visit[])[]): MonthSums {
  const starts = [0];
  for (const visits of clients) starts.push(starts.at(-1)! + visits.length);
  return monthSums({
    starts: Int32Array.from(starts),
    month: Int32Array.from(clients.flat(), ({ month }) => month),
    value: Int32Array.from(clients.flat(), ({ value }) => value),
  });
}
