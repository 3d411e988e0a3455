import type { Complaint, Technique } from '../records/catalogue.ts';

/** What one client adds to a period: one cell, one value, however often he came. */
export type ClientContribution = {
  technique: Technique;
  complaint: Complaint;
  /** Whole points from -10 to 10: the rounded median over his sessions in the cell. */
  improvement: number;
  /** Bin of RECOVERY_BINS of his median recovery time; the last but one is "not yet", the last "unknown". */
  recoveryBin: number;
};

/** Upper ends in hours; then not yet within 168 h; then no report. */
export const RECOVERY_BINS = ['<=24', '24-48', '48-72', '72-168', 'not-yet', 'unknown'] as const;

/** Whole points of improvement that a client can have. */
export const IMPROVEMENTS = Array.from({ length: 21 }, (_, index) => index - 10);

/**
 * Exact counts of one period over some clients: raw, private, and the only thing that either mode of
 * publication looks at. Tallies of disjoint clients add up, in any order, to the tally of all.
 */
export type PeriodTally = {
  /** By `technique|complaint`: clients by improvement, 21 counts from -10 to 10. Absent means none. */
  improvement: Record<string, number[]>;
  /** By technique: clients by recovery bin. Absent means none. */
  recovery: Record<string, number[]>;
};

export const cellKey = (technique: Technique, complaint: Complaint) => `${technique}|${complaint}`;
