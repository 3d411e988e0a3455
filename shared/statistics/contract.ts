import type { Technique } from '../records/catalogue.ts';

/**
 * The statistics contract: what the statistics items hold for a clinic-month, what the read API returns
 * for a range of months, and what is written to out/. Rates and probabilities are 0..1, pain is in points,
 * time in hours; what cannot be computed is null with the reason in `notes`. Keys that are not computed
 * yet are absent.
 */
export type Interval = [low: number, high: number];

export type OutcomeStatistics = {
  clinicId: string;
  /** First and last month, inclusive; null when nothing was recorded and no month was asked for. */
  from: string | null;
  to: string | null;
  /** By primary technique, in catalogue order; techniques without sessions are left out. */
  techniques: Group[];
};

export type Group = {
  technique: Technique;
  sessions: number;
  clients: number;
  /** Counts of sessions. */
  completeness: {
    withBefore: number;
    withAfter: number;
    withBoth: number;
    withSustained: number;
    withRecovery: number;
  };
  immediate: Change;
  sustained: Change;
  recovery: TimeToEventStatistics;
  expectedRecoveryHours: Interval | null;
  notes: string[];
};

/** Pairs that have both scores; improvement = before - after, positive is better. */
export type Change = {
  n: number;
  clients: number;
  before: { mean: number | null; sd: number | null };
  after: { mean: number | null; sd: number | null };
  improvement: { mean: number | null; sd: number | null; median: number | null };
  /** Student t over pairs, n - 1 degrees of freedom. */
  ci95: Interval | null;
  responders: { atLeast30Percent: Responders; atLeast50Percent: Responders; atLeast2Points: Responders };
  /** 11 x 11 counts, [before][after]. */
  transitions: number[][];
};

/** Eligible: before >= 1 for the percentage rules, before >= 2 for two points. The interval is Wilson's. */
export type Responders = {
  eligible: number;
  count: number;
  rate: number | null;
  ci95: Interval | null;
};

export type TimeToEventStatistics = {
  n: number;
  events: number;
  censored: number;
  /** Kaplan-Meier on the right end of each bracket. */
  medianHours: number | null;
  /** Inverted log-log band; an upper limit that is not reached is null. */
  ci95: [low: number, high: number | null] | null;
  curve: CurveRow[];
};

export type CurveRow = {
  hours: number;
  atRisk: number;
  events: number;
  censored: number;
  survival: number;
  se: number | null;
  lower: number | null;
  upper: number | null;
};
