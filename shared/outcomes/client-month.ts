import { LONGEST_SESSION_HOURS } from '../records/session.ts';
import { boundedUtcText } from '../records/time/bounded-utc-text.ts';
import { monthAsWritten, utcText } from '../records/time/instant.ts';
import { scoresInOrder, sessionsInOrder } from './client-order.ts';
import type { ClientRecord } from './client-record.ts';
import { FOLLOW_UP_SECONDS } from './follow-up-window.ts';
import { journalPain } from './journal-pain.ts';
import type { ClientMonth } from './session-outcome.ts';
import { sessionOutcomes } from './session-outcomes.ts';

const DAY_SECONDS = 86_400;
/** A shorter month is read a little further than needed, which does no harm. */
const LONGEST_MONTH_SECONDS = 31 * DAY_SECONDS;

/**
 * What became of the sessions that one client began in one month, and the month's journal of pain.
 *
 * @param month as written in the sessions' own offsets, e.g. `2026-08`
 * @param records the client's live sessions and journal entries within `clientMonthRange(month)`, in any
 *   order; more does no harm, less would
 * @returns outcomes in order of start; none is an empty list
 */
export function deriveClientMonth(month: string, records: readonly ClientRecord[]): ClientMonth {
  const scores = scoresInOrder(records);
  const isOfMonth = ({ startedAt }: { startedAt: string }) => monthAsWritten(startedAt) === month;
  return {
    sessions: sessionOutcomes(sessionsInOrder(records), scores, isOfMonth),
    journal: journalPain(scores.filter(({ at }) => monthAsWritten(utcText(at)) === month)),
  };
}

/** Whether nothing of a client lies in a month. */
export function isEmptyMonth({ sessions, journal }: ClientMonth): boolean {
  return sessions.length === 0 && journal.length === 0;
}

/**
 * Where a client's records for one month lie on the UTC time line, both ends inclusive: the month itself
 * with a day to spare on each side, since no offset is further from UTC than 14 hours, and after it the
 * longest session and its follow-up. A session lies where it starts.
 *
 * @returns UTC texts `YYYY-MM-DDTHH:MM:SS`
 */
export function clientMonthRange(month: string): { from: string; to: string } {
  const start = Date.parse(`${month}-01T00:00:00Z`) / 1000;
  const end = start + LONGEST_MONTH_SECONDS;
  return {
    from: boundedUtcText(start - DAY_SECONDS),
    to: boundedUtcText(end + DAY_SECONDS + LONGEST_SESSION_HOURS * 3600 + FOLLOW_UP_SECONDS),
  };
}
