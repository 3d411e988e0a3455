import type { TimeToEvent } from '../../outcomes/session-outcome.ts';
import type { Technique } from '../../records/catalogue.ts';

/** What comparisons between techniques look at in one session. */
export type ComparedSession = {
  /** Tells clients apart; nothing depends on its text. */
  client: string;
  /** The primary technique. */
  technique: Technique;
  painBefore?: number;
  painAfter?: number;
  recovery?: TimeToEvent;
};
