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
      let entry = entries - 1;
      while (entry >= first && entryMonth[entry] !== index) entry -= 1;
      if (entry < first) entry = entries++;
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

/** The same of some months only. */
export function ofMonths(sums: MonthSums, isKept: (month: number) => boolean): MonthSums {
  const kept = sums.months.map((_, index) => isKept(index));
  const place = kept.map((_, index) => kept.slice(0, index).filter(Boolean).length);
  const entries: number[] = [];
  const starts = [0];
  for (let client = 0; client + 1 < sums.starts.length; client += 1) {
    for (let entry = sums.starts[client]!; entry < sums.starts[client + 1]!; entry += 1) {
      if (kept[sums.month[entry]!]) entries.push(entry);
    }
    if (entries.length > starts.at(-1)!) starts.push(entries.length);
  }
  return {
    months: sums.months.filter((_, index) => kept[index]),
    starts: Int32Array.from(starts),
    month: Int32Array.from(entries, (entry) => place[sums.month[entry]!]!),
    n: Int32Array.from(entries, (entry) => sums.n[entry]!),
    sum: Int32Array.from(entries, (entry) => sums.sum[entry]!),
  };
}
