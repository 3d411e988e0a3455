import { type GroupContrast, type GroupedClients, groupContrast } from './group-contrast.ts';
import { tTail } from './t-tail.ts';

/** What each client contributes to each month: how many whole numbers, and their sum. */
export type MonthSums = {
  /** Month numbers in order, those with a value. */
  months: number[];
  /** Entries of client g lie from `starts[g]` to `starts[g + 1]`, each month once. */
  starts: Int32Array;
  /** Index in `months`. */
  month: Int32Array;
  n: Int32Array;
  sum: Int32Array;
};

/** Values of clients: those of client g from `starts[g]` to `starts[g + 1]`, each with the number of its month. */
export type MonthValues = { starts: Int32Array; month: Int32Array; value: Int32Array };

/** @param values clients in an order that depends on their content alone; those without a value do not count */
export function monthSums({ starts, month, value }: MonthValues): MonthSums {
  const months = [...new Set(month)].sort((a, b) => a - b);
  const indexOf = new Map(months.map((number, index) => [number, index]));
  const [n, sum] = [new Int32Array(month.length), new Int32Array(month.length)];
  const entryMonth = new Int32Array(month.length);
  const entryStarts = [0];
  let entries = 0;
  for (let client = 0; client + 1 < starts.length; client += 1) {
    const first = entries;
    for (let at = starts[client]!; at < starts[client + 1]!; at += 1) {
      const index = indexOf.get(month[at]!)!;
      const known = entryMonth.subarray(first, entries).lastIndexOf(index);
      const entry = known < 0 ? entries++ : first + known;
      entryMonth[entry] = index;
      n[entry]! += 1;
      sum[entry]! += value[at]!;
    }
    if (entries > first) entryStarts.push(entries);
  }
  return {
    months,
    starts: Int32Array.from(entryStarts),
    month: entryMonth.subarray(0, entries),
    n: n.subarray(0, entries),
    sum: sum.subarray(0, entries),
  };
}

/** How many clients each month has. */
export function clientsByMonth({ months, month }: MonthSums): number[] {
  const counts = months.map(() => 0);
  for (const index of month) counts[index]! += 1;
  return counts;
}

export type MonthContrast = GroupContrast & {
  /** Means of the months that are looked at, and of those that they are held against. */
  inside: number;
  outside: number;
  /** Clients of each side; who came in both counts in both. */
  clients: { inside: number; outside: number };
  /** Two-sided, Student's t; null without degrees of freedom. Where nothing varies any difference is one: 1 or 0. */
  p: number | null;
};

/** Looked at, held against, or left out. */
export type Side = 'inside' | 'outside' | 'neither';
const SIDES: readonly Side[] = ['inside', 'outside', 'neither'];

/**
 * The mean of some months less that of others, with clients as clusters: months share clients, whose visits are
 * alike, so that neither months nor visits are independent.
 *
 * @param sideOf by index in `months`; a side without a value has mean NaN and no client
 */
export function monthContrast(sums: MonthSums, sideOf: (month: number) => Side): MonthContrast {
  const sides = Int32Array.from(sums.months, (_, month) => SIDES.indexOf(sideOf(month)));
  const grouped = onSides(sums, sides);
  const contrast = groupContrast(grouped, [1, -1, 0]);
  const { se, df, estimate } = contrast;
  const [inside, outside] = [ofSide(grouped, 0), ofSide(grouped, 1)];
  return {
    ...contrast,
    inside: inside.mean,
    outside: outside.mean,
    clients: { inside: inside.clients, outside: outside.clients },
    p: df === null ? null : se === 0 ? Number(estimate === 0) : tTail(estimate / se, df),
  };
}

function onSides({ starts, month, n, sum }: MonthSums, sides: Int32Array): GroupedClients {
  const [clients, groups] = [starts.length - 1, SIDES.length];
  const grouped = {
    clients,
    groups,
    n: new Float64Array(groups * clients),
    sum: new Float64Array(groups * clients),
  };
  for (let client = 0; client < clients; client += 1) {
    for (let entry = starts[client]!; entry < starts[client + 1]!; entry += 1) {
      const at = groups * client + sides[month[entry]!]!;
      grouped.n[at]! += n[entry]!;
      grouped.sum[at]! += sum[entry]!;
    }
  }
  return grouped;
}

function ofSide({ clients, groups, n, sum }: GroupedClients, side: number) {
  let [values, total, present] = [0, 0, 0];
  for (let at = side; at < groups * clients; at += groups) {
    values += n[at]!;
    total += sum[at]!;
    if (n[at]! > 0) present += 1;
  }
  return { mean: total / values, clients: present };
}
