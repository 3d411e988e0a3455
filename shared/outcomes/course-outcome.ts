import type { Complaint, Technique } from '../records/catalogue.ts';

/**
 * What became of one course of care: sessions of one client for one complaint, fewer than 60 days apart.
 * Complaint, technique and combination are those of its first session, and so is the month it counts in.
 */
export type CourseOutcome = {
  /** Of the first session, as written. */
  startedAt: string;
  complaint: Complaint;
  technique: Technique;
  combination: Technique[];
  /** Before the first session. */
  painBefore?: number;
  /** The latest score away from the table: before a later session or in the journal, 24 h after any session. */
  painAfter?: number;
  sessions: number;
  /** Of the last session, as written. */
  lastEndedAt: string;
};
