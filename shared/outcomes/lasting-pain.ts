import type { Session } from '../records/session.ts';
import { utcSeconds } from '../records/time/instant.ts';
import type { Held } from '../records/versions/held.ts';
import type { Placed } from './client-order.ts';
import type { Report } from './follow-up-window.ts';
import { EARLIEST_SECONDS, LATEST_SECONDS, sustainedPain } from './sustained-pain.ts';

/**
 * The pain that says whether a session's change lasts away from the table: the first score from 24 h to 72 h
 * after its end, in the journal or at the client's next session before anything was done, where that is for
 * the same complaint. The follow-up window ends with that session, so a journal score in it is earlier.
 */
export function lastingPain(
  session: Held<Session>,
  reports: readonly Report[],
  next: Placed<Held<Session>> | undefined,
): number | undefined {
  const inJournal = sustainedPain(reports);
  if (inJournal !== undefined || !next || next.record.complaint !== session.complaint) return inJournal;
  const after = next.at - utcSeconds(session.endedAt);
  return after >= EARLIEST_SECONDS && after <= LATEST_SECONDS ? next.record.painBefore : undefined;
}
