import type { Technique } from '../records/catalogue.ts';
import type { Interval, Statistics } from '../statistics/contract.ts';

/**
 * What may be said: the claims contract. Pages, reports, digests, the terminal and releases speak from it and from
 * nothing else. Each claim has an estimate with an interval that keeps a promise on simulated clinics whose truth is
 * known (`calibration`), or is withheld with a sentence that says why. Units, nulls and precision as in the
 * statistics contract.
 */
export type OutcomeStatistics = Statistics & { claims: Claims };

export type Claims = {
  calibration: Calibration;
  /** By primary technique, in catalogue order; those without sessions are left out. */
  techniques: TechniqueClaims[];
  recovery: RecoveryComparison;
  comparison: TechniqueComparison;
  withinClient: WithinClientComparison;
  therapists: TherapistClaims;
  trend: TrendClaims;
  goals: GoalClaims;
  regression: RegressionClaims;
};

/** Nothing may be said; the reason is one sentence for a person. */
export type Withheld = { withheld: string };

/** How often a promise was kept on simulated clinics; the newest full run of `npm run calibrate`. */
export type Calibration = { version: string; rows: CalibrationRow[] };

export type CalibrationRow = {
  claim: string;
  scenario: string;
  /** Such as `holds the truth in at least 93 %`. */
  promise: string;
  /** Share of data sets. */
  kept: number;
  datasets: number;
  ci95: Interval;
};

export type TechniqueClaims = {
  technique: Technique;
  sessions: number;
  clients: number;
  /** Right after the session. */
  improvement: ChangeClaim | Withheld;
  /** Away from the table, 24 to 72 h after the session. */
  lasting: ChangeClaim | Withheld;
  /** From the first session of a course of care to its latest score away from the table. */
  course: ChangeClaim | Withheld;
  responders: ResponderClaim | Withheld;
  soreness: SorenessClaim;
  relief: ReliefClaim | Withheld;
};

export type ChangeClaim = {
  /** Mean improvement in points over the pairs; positive is better. */
  mean: number;
  /** CR2 by client, Satterthwaite's degrees of freedom. */
  se: number;
  df: number;
  ci95: Interval;
  /** Pairs, and the clients who have one. */
  sessions: number;
  clients: number;
  /** Sessions (or courses) that should have given a pair, refused rows among them. */
  asked: number;
  answered: number;
  /** Rows of sessions that were refused; null to whoever sees only what is held. */
  refused: number | null;
  /** Holds the mean over all asked if the silent ones differ by up to one SD from the answering. */
  missingUpTo: Interval;
  /** By how many points the silent ones would have to be worse for the claim to fall; null where all answered or there is no claim to lose. */
  tippingPoint: number | null;
};

export type ResponderClaim = {
  rule: 'atLeast30Percent';
  rate: number;
  /** Wilson's interval at the effective size, with Student's t (Korn & Graubard 1998). */
  ci95: Interval;
  effectiveN: number;
  df: number;
  /** All silent ones failing, all succeeding, sampling error included. */
  bounds: Interval;
};

export type ShareClaim = { rate: number; ci95: Interval };

export type SorenessClaim = {
  /** Sessions of which the journal tells whether they left soreness, and the others. */
  evaluable: number;
  notEvaluable: number;
  everSore: ShareClaim | Withheld;
  /** Among the sessions that did, also of those that stopped being reported within 12 h. */
  recovery: DurationClaim | Withheld;
};

/** A duration read from brackets between reports. */
export type DurationClaim = {
  medianHours: number;
  ci95: [low: number, high: number | null];
  method: string;
  sessions: number;
  clients: number;
};

export type ReliefClaim = DurationClaim & { backBy: { '24': number; '48': number; '72': number } };

export type RecoveryComparison = {
  /** ratio = median of a / median of b. */
  pairs: (RecoveryPair | WithheldPair)[];
  overall: { statistic: number | null; df: number | null; p: number | null };
};
export type RecoveryPair = {
  a: Technique;
  b: Technique;
  ratio: number;
  ci95: Interval;
  p: number;
  pHolm: number;
};
export type WithheldPair = { a: Technique; b: Technique } & Withheld;

export type TechniqueComparison = {
  outcome: 'improvement';
  /** Of the model, besides the technique. */
  terms: string[];
  /** What the data cannot tell apart, or has too few clients for a level of its own. */
  dropped: { term: string; reason: string }[];
  pairs: (ComparedPair | WithheldPair)[];
  lead: { technique: Technique; over: Technique[]; sentence: string } | null;
  sentence: string;
};

export type ComparedPair = {
  a: Technique;
  b: Technique;
  /** a - b, in points. */
  difference: number;
  se: number;
  df: number;
  ci95: Interval;
  p: number;
  pHolm: number;
  /** How strong a hidden cause would have to be (VanderWeele & Ding 2017), and for the limit nearer to none. */
  eValue: number;
  eValueOfLimit: number;
  /** By how many points the silent ones of one side would have to differ; null where all answered or nothing is claimed. */
  tippingPoint: number | null;
};

export type WithinClientComparison = {
  /** Who had two compared techniques at least. */
  clients: number;
  pairs: (WithinClientPair | WithheldPair)[];
};

export type WithinClientPair = {
  a: Technique;
  b: Technique;
  clients: number;
  difference: number;
  se: number;
  df: number;
  ci95: Interval;
  p: number;
  pHolm: number;
};

export type TherapistClaims = {
  rows: (TherapistClaim | ({ therapistId: string } & Withheld))[];
  sentence: string;
};

export type TherapistClaim = {
  therapistId: string;
  clients: number;
  /** Her adjusted mean improvement less that of the others. */
  difference: number;
  se: number;
  df: number;
  ci95: Interval;
  p: number;
  pHolm: number;
  outside: boolean;
};

export type TrendClaims = {
  /** How many months were looked at. */
  months: number;
  /** Those months, `YYYY-MM` in order: both scores of ten clients or more. No mean of another one is shown to people. */
  told: string[];
  signals: TrendSignal[];
  sentence: string;
};
type TrendSignal = { month: string; rule: string; measure: string };

export type GoalClaims = {
  /** The day as of which goals are judged; where they were not looked at, that of the latest session, if any. */
  asOf: string | null;
  /** Goals past their due date; null where goals were not looked at, with the reason in `attained`. */
  closed: number | null;
  /** Of these, those that have a value: the others are neither attained nor missed. */
  measured: number | null;
  /** Of the measured, those at the target at the last look and not at the one within four weeks before it. */
  reachedOnce: number | null;
  /** Of the measured. */
  attained: ShareClaim | Withheld;
  /** Of Goal Attainment Scaling, over clients with closed goals; `change` is since the baseline. */
  meanT: { value: number; ci95: Interval; baseline: number; change: number; clients: number } | Withheld;
  /** Goals that have begun and whose due date has not passed. */
  open: number | null;
};

/** What would be seen were every change noise: from the clinic's own repeated before-scores. */
export type RegressionClaims =
  | {
      /** With two before-scores at least. */
      clients: number;
      /** Points by which the score falls, by the score that the client came with. */
      byBaseline: { stratum: '1-3' | '4-6' | '7-10'; fall: number | null }[];
      /** Share of responders (30 %) between two before-scores of one client. */
      responders: number;
    }
  | Withheld;

/** Whether a claim may be said. */
export function isSaid<Claim extends object>(claim: Claim): claim is Exclude<Claim, Withheld> {
  return !('withheld' in claim);
}

/** Below this many clients (of each side, for a contrast) there are counts and no claim. */
export const FEWEST_CLIENTS = 10;
