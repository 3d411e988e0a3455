import type { Complaint, Technique } from '../../../shared/records/catalogue.ts';

/** A simulated clinic: what its files say, and what the silent ones would have answered. */
export type Clinic = { sessions: SimulatedSession[]; entries: JournalEntry[]; goals?: SimulatedGoal[] };

export type SimulatedSession = {
  client: number;
  therapist: number;
  /** Seconds since 1970 UTC. */
  start: number;
  /** Minutes of hands-on work with the technique, and with the second one. */
  minutes: number;
  technique: Technique;
  second?: Technique | undefined;
  complaint: Complaint;
  /** Pain that the client usually has. */
  level: number;
  before: number;
  after: number;
  /** Nobody asked, or nobody answered, after the session: the score is not in the file. */
  silent?: boolean;
};

/** A journal entry about now. */
export type JournalEntry = {
  client: number;
  /** Seconds since 1970 UTC. */
  at: number;
  pain?: number | undefined;
  soreness?: number | undefined;
  silent?: boolean;
};

/** A goal about pain, which the client's journal feeds. */
export type SimulatedGoal = {
  client: number;
  /** Seconds since 1970 UTC, a midnight. */
  starts: number;
  weeks: number;
  baseline: number;
  target: number;
};

export const HOUR = 3600;
export const DAY = 24 * HOUR;

/** Undressing, talking and dressing: a session is so much longer than its hands-on minutes. */
const AROUND_MINUTES = 15;

/** When a session ended, in seconds since 1970 UTC. */
export function endOf({ start, minutes }: Pick<SimulatedSession, 'start' | 'minutes'>): number {
  return start + (minutes + AROUND_MINUTES) * 60;
}

/** What a person ticks for a latent pain: the scale has whole numbers from 0 to 10. */
export function score(latent: number): number {
  return Math.min(10, Math.max(0, Math.round(latent)));
}
