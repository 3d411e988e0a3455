import type { Complaint, Technique } from '../../records/catalogue.ts';
import { AT_LEAST_30_PERCENT } from '../../statistics/change/at-least-30-percent.ts';
import type { ComplaintOrGroup } from '../programme/complaint-groups.ts';

/**
 * How one client's pain changed: whole points from -10 to 10, and whether that is at least 30 % of what it was,
 * which makes a responder here as everywhere.
 */
export type ClientChange = { improvement: number; responder: boolean };

/** What one client adds to a period: one cell, one value, however often he came. */
export type ClientContribution = ClientChange & {
  technique: Technique;
  complaint: Complaint;
  /** Bin of RECOVERY_BINS of his median recovery time; the last but one is "not yet", the last "unknown". */
  recoveryBin: number;
};

/** Upper ends in hours; then not yet within 168 h; then no report. */
export const RECOVERY_BINS = ['<=24', '24-48', '48-72', '72-168', 'not-yet', 'unknown'] as const;

/** Every change of a client who came with pain, worst first: 1 and 2 points are 30 % of low scores only. */
export const CHANGES: readonly ClientChange[] = Array.from({ length: 21 }, (_, index) => index - 10).flatMap(
  (improvement) =>
    [false, true]
      .filter((responder) => scoresBefore().some((before) => isResponder(before, improvement) === responder))
      .map((responder) => ({ improvement, responder })),
);

/** Whether a change is one of a responder: the rule of the statistics, for one client's pair of scores. */
export function isResponder(before: number, improvement: number): boolean {
  return AT_LEAST_30_PERCENT.responds({ before, after: before - improvement });
}

/** Where a change stands in CHANGES. */
export function changeIndex({ improvement, responder }: ClientChange): number {
  return CHANGES.findIndex((one) => one.improvement === improvement && one.responder === responder);
}

function scoresBefore(): number[] {
  return Array.from({ length: 10 }, (_, index) => index + 1);
}

/**
 * Exact counts of one period over some clients: raw, private, and the only thing that either mode of
 * publication looks at. Tallies of disjoint clients add up, in any order, to the tally of all.
 */
export type PeriodTally = {
  /** By `technique|complaint`: clients by change, a count for each of CHANGES. Absent means none. */
  improvement: Record<string, number[]>;
  /** By technique: clients by recovery bin. Absent means none. */
  recovery: Record<string, number[]>;
};

export const cellKey = (technique: Technique, complaint: ComplaintOrGroup) => `${technique}|${complaint}`;
