import type { Complaint, Phase, Technique } from '../records/catalogue.ts';
import type { RowAccount } from '../records/files/row-account.ts';
import type { RecordType } from '../records/record.ts';

/**
 * The statistics contract: what the statistics items hold for a clinic-month, what the read API returns
 * for a range of months, what the offline analysis prints. Rates and probabilities are 0..1, pain is in
 * points, time in hours; what cannot be computed is null with the reason in the nearest `notes`, each of
 * which begins with the path or paths of what it speaks of, such as `immediate.ci95: ...`. An object that
 * cannot be computed keeps its shape with null leaves, a pair of numbers is null as a whole.
 */
export type Interval = [low: number, high: number];

export type Statistics = {
  clinicId: string;
  /** First and last month, inclusive; null when nothing was recorded and no month was asked for. */
  from: string | null;
  to: string | null;
  /** By primary technique, in catalogue order; groups without sessions are left out, here and below. */
  techniques: Group[];
  /** By the whole set of techniques of a session, in catalogue order of the first, then the second ... */
  combinations: Group[];
  /** By complaint, in catalogue order, and primary technique. */
  complaints: { complaint: Complaint; techniques: Group[] }[];
  comparisons: Comparisons;
  /** By therapistId. */
  therapists: TherapistRow[];
  trend: Trend;
  /** The phases that were recorded, in catalogue order. */
  phases: PhaseRow[];
  dataQuality: DataQuality;
};

export type Group = {
  /** A technique; in `combinations` all of them, joined by ` + `. */
  technique: string;
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
  /** Pairs are courses of care, those that began with a session of this group. */
  course: Change;
  recovery: TimeToEventStatistics;
  relief: TimeToEventStatistics;
  expectedRecoveryHours: Interval | null;
  notes: string[];
};

/** Pairs that have both scores; improvement = before - after, positive is better. */
export type Change = {
  n: number;
  clients: number;
  before: { mean: number | null; sd: number | null };
  after: { mean: number | null; sd: number | null };
  /** Pearson's, of the two scores. */
  correlation: number | null;
  improvement: { mean: number | null; sd: number | null; median: number | null };
  /** Student t over pairs, n - 1 degrees of freedom. */
  ci95: Interval | null;
  /** Clients as clusters: CR2, Satterthwaite degrees of freedom; needs 2 clients. */
  clustered: { se: number | null; df: number | null; ci95: Interval | null };
  /** dav by the root mean square of the two SDs; gav = exact Hedges J times dav, from 3 pairs on. */
  effectSize: { dz: number | null; dav: number | null; gav: number | null };
  /** n counts non-zero improvements, v is the rank sum of the positive ones; p needs 10 clients with pairs. */
  wilcoxon: { v: number | null; n: number; zeros: number; p: number | null };
  responders: { atLeast30Percent: Responders; atLeast50Percent: Responders; atLeast2Points: Responders };
  /** The rate if all missing second scores were failures, and if all were successes. */
  bounds: { atLeast30Percent: Interval | null };
  /** All three strata, in order, also empty ones; a before-score of 0 lies in none. */
  byBaseline: Stratum[];
  /** 11 x 11 counts, [before][after]. */
  transitions: number[][];
};

export type Stratum = {
  stratum: '1-3' | '4-6' | '7-10';
  n: number;
  mean: number | null;
  sd: number | null;
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
  /** The area under the curve up to the horizon; the last survival is carried on to it. */
  restrictedMean: { horizonHours: number; mean: number | null; se: number | null };
  /** A row for every distinct time, also of pure censorings. */
  curve: CurveRow[];
  /** 1 - survival at 24, 48 and 72 h. */
  resolvedBy: { '24': number | null; '48': number | null; '72': number | null };
  /** Turnbull's estimate from the brackets; null where its median lies in the unbounded interval. */
  interval: { medianHours: Interval | null };
  /** How far apart successive reports of the measure are inside the windows of the sessions in n, at the median. */
  medianGapHours: number | null;
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

/** Immediate improvement between techniques with at least 10 clients who have a pair. */
export type Comparisons = {
  model: 'improvement ~ painBefore + technique';
  /** The first compared technique in catalogue order; null, and all lists empty, with fewer than two. */
  reference: Technique | null;
  /** At the overall mean painBefore; CR2 by client. */
  adjusted: AdjustedMean[];
  /** By the baseline strata of all compared pairs, CR2 by client; a technique that lacks one is refused. */
  standardised: StandardisedMean[];
  /** a before b in catalogue order, difference = a - b; only pHolm is adjusted for multiplicity. */
  pairs: TechniquePair[];
  /** That all techniques are equal: Wald test, CR2, HTZ. */
  overall: { statistic: number | null; df1: number | null; df2: number | null; p: number | null };
  /** Recovery time across the compared techniques. */
  logRank: { chi2: number | null; df: number | null; p: number | null };
  notes: string[];
};

type AdjustedMean = {
  technique: Technique;
  mean: number | null;
  se: number | null;
  ci95: Interval | null;
};

export type StandardisedMean =
  | { technique: Technique; mean: number; se: number | null; ci95: Interval | null }
  | { technique: Technique; mean: null; note: string };

export type TechniquePair = {
  a: Technique;
  b: Technique;
  difference: number | null;
  se: number | null;
  df: number | null;
  ci95: Interval | null;
  p: number | null;
  pHolm: number | null;
};

/**
 * A therapist's immediate improvement and what her case mix lets expect; below 10 clients counts only. What may be
 * said of a therapist stands in the claims.
 */
export type TherapistRow = {
  therapistId: string;
  sessions: number;
  clients: number;
  mean: number | null;
  expected: number | null;
  shrunkMean: number | null;
};

/** Immediate pairs of all techniques, month by month. */
export type Trend = {
  /** In order; months without a session are left out. responderRate is by the 30 % rule. */
  months: { month: string; n: number; mean: number | null; responderRate: number | null }[];
  /** Over the months with a mean, unweighted: centre ± 2.66 mean moving ranges. */
  xmr: {
    centre: number | null;
    lower: number | null;
    upper: number | null;
    signals: Signal[];
    /** Fewer than 13 months: the limits are provisional. */
    trial: boolean;
  };
  /** Over the months with a responder rate: centre ± 3 standard errors of each month's eligible pairs. */
  p: {
    centre: number | null;
    months: { month: string; eligible: number; rate: number; lower: number; upper: number }[];
    signals: Signal[];
    trial: boolean;
  };
  notes: string[];
};

/** A month that is part of a pattern; a month can be in several. In order of month, then of rule as below. */
export type Signal = { month: string; rule: SignalRule };

/**
 * The four rules of NHS practice:
 * - `outside-limits`: above the upper or below the lower limit
 * - `seven-on-one-side`: one of 7 or more months in a row on one side of the centre; on it is on neither
 * - `seven-in-one-direction`: one of 7 or more months in a row that strictly rise, or strictly fall
 * - `two-of-three-near-limit`: beyond two thirds of the way to a limit, like at least one other of three
 *   months in a row that lie on one side of the centre
 */
export type SignalRule =
  | 'outside-limits'
  | 'seven-on-one-side'
  | 'seven-in-one-direction'
  | 'two-of-three-near-limit';

/** Minutes of one phase over the sessions that recorded it; withinExpected is a rate, bounds inclusive. */
export type PhaseRow = {
  phase: Phase;
  n: number;
  meanMinutes: number;
  expectedMinutes: Interval;
  withinExpected: number;
};

export type DataQuality = {
  /** Records by type; null, like refused, duplicates and rows, to whoever sees only what is held. */
  records: Record<RecordType, number | null>;
  refused: number | null;
  duplicates: number | null;
  /** What became of every row that was read. */
  rows: RowAccount | null;
  /** Sessions with neither a score before nor one after. */
  sessionsWithoutScores: number;
  /** Share of sessions with a journal report of pain or soreness in their follow-up window. */
  followUpRate: number | null;
  /** From the end of a session to the first such report, at the median over the sessions that have one. */
  medianDelayHours: number | null;
  clientsWithOneSession: number;
  notes: string[];
};
