/**
 * What both sides of the bench work out for every technique and month: small enough to compare, and nothing
 * in it can be had without the tables behind it.
 */
export type TechniqueMonth = {
  technique: string;
  month: string;
  sessions: number;
  clients: number;
  /** Pairs of scores right after the session, their mean improvement, and who responded by the 30 % rule. */
  immediate: ChangeSums;
  sustained: ChangeSums;
  /** Kaplan-Meier table of recovery: rows, sessions, events, and the survival of all rows added up. */
  recovery: { rows: number; n: number; events: number; survival: number };
};

export type ChangeSums = {
  n: number;
  mean: number | null;
  eligible: number;
  responders: number;
  /** Over clients: the sums of squares of their numbers of pairs and of their sums of improvements. */
  clusterPairs: number;
  clusterSums: number;
};

/** What a side of the bench prints when it is done. */
export type BenchResult = {
  seconds: { step: string; seconds: number }[];
  peakMegabytes: number;
  cells: TechniqueMonth[];
};

/** What a query gives, in the order above: technique, month, sessions, clients, both changes, and recovery. */
export function cellOfRow(row: unknown[]): TechniqueMonth {
  const [technique, month, ...rest] = row as [string, string, ...unknown[]];
  const numbers = rest.map((value) => (value === null ? null : Number(value)));
  const number = (index: number) => numbers[index]!;
  const change = (from: number) => ({
    n: number(from),
    mean: numbers[from + 1] as number | null,
    eligible: number(from + 2),
    responders: number(from + 3),
    clusterPairs: number(from + 4),
    clusterSums: number(from + 5),
  });
  return {
    technique,
    month,
    sessions: number(0),
    clients: number(1),
    immediate: change(2),
    sustained: change(8),
    recovery: { rows: number(14), n: number(15), events: number(16), survival: number(17) },
  };
}
