import { LONGEST_SESSION_HOURS } from '../records/session.ts';
import { boundedUtcText } from '../records/time/bounded-utc-text.ts';
import { monthAsWritten, utcSeconds } from '../records/time/instant.ts';
import type { ClientRecord } from './client-record.ts';
import { FOLLOW_UP_SECONDS } from './follow-up-window.ts';

/** A session that began this long before cannot have its window open any more. */
const REACH_SECONDS = LONGEST_SESSION_HOURS * 3600 + FOLLOW_UP_SECONDS;
const EASTERNMOST_SECONDS = 14 * 3600;
const WESTERNMOST_SECONDS = -12 * 3600;

/**
 * The months whose outcomes may change when a client's record appears, changes or goes: those in which a
 * session can have begun whose window still reaches the record, and the record's own. A month counts as
 * written, in whatever offset the other session was written in; that of the journal in UTC is among them. For a changed record take the months of
 * the old and of the new version.
 *
 * @returns months such as `2026-08` in order, none for a journal entry that no outcome looks at
 */
export function staleMonths(record: ClientRecord): string[] {
  if (record.type === 'pain-score' && record.window !== 'now') return [];
  const at = utcSeconds(record.type === 'session' ? record.startedAt : record.at);
  const first = monthAsWritten(boundedUtcText(at - REACH_SECONDS + WESTERNMOST_SECONDS));
  const last = monthAsWritten(boundedUtcText(at + EASTERNMOST_SECONDS));
  // The reach is shorter than any month, so that there is none between the two.
  return first === last ? [first] : [first, last];
}
