import type { Complaint, Phase, Technique } from '../records/catalogue.ts';

/**
 * What became of one session: the view that every statistic is made of. Times are whole seconds after
 * the session's end; hours are seconds / 3600, taken only where numbers are printed.
 */
export type SessionOutcome = {
  sessionId: string;
  therapistId: string;
  /** As written, with the clinic's offset. */
  startedAt: string;
  endedAt: string;
  complaint: Complaint;
  /** The technique with most minutes over all body regions; ties: listed first. */
  technique: Technique;
  /** The set of techniques in catalogue order. */
  combination: Technique[];
  /** Of all technique entries together. */
  minutes: number;
  /** The regions that technique entries name, each once, in alphabetical order; absent when none does. */
  bodyRegions?: string[];
  painBefore?: number;
  painAfter?: number;
  /** First journal pain in the window from 24 h to 72 h after the end, whether or not there is a painBefore. */
  sustainedPain?: number;
  /** First pain away from the table from 24 h to 72 h after the end: in the journal, or before the next session. */
  lastingPain?: number;
  /** Until soreness has gone; absent when nobody reported soreness in the window. */
  recovery?: TimeToEvent;
  /** Until pain is back at the score before; absent without both scores, a fall and a report. */
  relief?: TimeToEvent;
  /** First report of soreness of 2 or more in the window; absent when there was none. */
  firstSore?: number;
  /** When the window's reports of each measure were made. */
  sorenessReports: number[];
  painReports: number[];
  phases?: Partial<Record<Phase, number>>;
};

/** An event bracketed by two reports, (after, by], or no event up to the last report. Seconds. */
export type TimeToEvent = { event: true; after: number; by: number } | { event: false; last: number };

/** A journal entry about pain now. Seconds since 1970 UTC. */
export type JournalPain = { at: number; pain: number; bodyRegion?: string };

/**
 * The view "session outcomes": one client, one month. Everything that the client's courses of care are made
 * of is in it, so that they follow from such months alone.
 */
export type ClientMonth = {
  /** That began in the month as written, in order of start. */
  sessions: SessionOutcome[];
  /**
   * Of the month in UTC, in order of time. Any entry can become a course's latest one, since a course closes
   * 60 days after a session that another month holds; of several at one instant and region only the last can.
   */
  journal: JournalPain[];
};
