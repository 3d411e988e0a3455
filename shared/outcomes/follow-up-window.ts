import type { PainScore } from '../records/pain-score.ts';
import type { Session } from '../records/session.ts';
import { utcSeconds } from '../records/time/instant.ts';
import type { Held } from '../records/versions/held.ts';
import { firstAtOrAfter, type Placed } from './client-order.ts';
import { bodyRegionsOf, regionAmong } from './region-rule.ts';

/** A journal entry seen from a session: when it was made, in whole seconds after the session's end. */
export type Report = { seconds: number; pain?: number | undefined; soreness?: number | undefined };

export const FOLLOW_UP_SECONDS = 168 * 3600;

/**
 * The journal entries in a session's follow-up window, in order of time. The window opens after the end
 * of the session and closes 168 h later or when the client's next session starts, whatever that is for;
 * both closing instants are inside, the very second of the end is not. Only answers about `now` count,
 * and an entry about another body region than the ones treated does not.
 *
 * @param nextStart when the client's next session starts, in seconds since 1970, if there is one
 * @param scores the client's journal in order of time
 * @param end when the session ended, in seconds since 1970, where it is known already
 * @param taken gets a 1 in the place of every entry that is among the reports
 */
export function followUpReports(
  session: Held<Session>,
  nextStart: number | undefined,
  scores: readonly Placed<Held<PainScore>>[],
  end: number = utcSeconds(session.endedAt),
  taken?: Uint8Array,
): Report[] {
  const close = Math.min(end + FOLLOW_UP_SECONDS, nextStart ?? Number.POSITIVE_INFINITY);
  const regions = bodyRegionsOf(session.techniques);
  const reports: Report[] = [];
  for (let index = firstAtOrAfter(end + 1, scores); index < scores.length; index++) {
    const { at, record } = scores[index]!;
    if (at > close) break;
    if (record.window !== 'now' || !regionAmong(record.bodyRegion, regions)) continue;
    if (taken) taken[index] = 1;
    reports.push({ seconds: at - end, pain: record.pain, soreness: record.soreness });
  }
  return reports;
}
