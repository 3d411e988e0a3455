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
