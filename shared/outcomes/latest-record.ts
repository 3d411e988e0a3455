import { instantIn, utcSeconds } from '../records/time/instant.ts';
import type { SessionOutcome } from './session-outcome.ts';

/**
 * When the latest session ended or the latest report of pain or soreness after one was made.
 *
 * @returns as written, in the offset of its session; undefined without a session
 */
export function latestRecord(sessions: Iterable<SessionOutcome>): string | undefined {
  let latest: { at: number; offset: string } | undefined;
  for (const { endedAt, painReports, sorenessReports } of sessions) {
    const at = utcSeconds(endedAt) + Math.max(0, ...painReports, ...sorenessReports);
    if (!latest || at > latest.at) latest = { at, offset: offsetOf(endedAt) };
  }
  return latest && instantIn(new Date(latest.at * 1000), latest.offset);
}

function offsetOf(instant: string): string {
  return /[+-]\d{2}:\d{2}$/.exec(instant)?.[0] ?? '+00:00';
}
