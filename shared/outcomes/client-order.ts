import type { PainScore } from '../records/pain-score.ts';
import type { Session } from '../records/session.ts';
import { utcSeconds } from '../records/time/instant.ts';
import type { Held } from '../records/versions/held.ts';
import type { ClientRecord } from './client-record.ts';

/** A record with its place on the time line, in whole seconds since 1970 UTC. */
export type Placed<T> = { at: number; record: T };

/** A client's sessions in order of start; the next session is the next one in this order. */
export function sessionsInOrder(records: readonly ClientRecord[]): Placed<Held<Session>>[] {
  return records
    .filter((record) => record.type === 'session')
    .map((record) => ({ at: utcSeconds(record.startedAt), record }))
    .sort((a, b) => a.at - b.at || compareText(a.record.sessionId, b.record.sessionId));
}

/** A client's journal in order of time. */
export function scoresInOrder(records: readonly ClientRecord[]): Placed<Held<PainScore>>[] {
  return records
    .filter((record) => record.type === 'pain-score')
    .map((record) => ({ at: utcSeconds(record.at), record }))
    .sort((a, b) => a.at - b.at || compareText(a.record.scoreId, b.record.scoreId));
}

/** By code unit, so that no locale decides a tie. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The index of the first entry at or after an instant, in order of time; as many as there are if none is. */
export function firstAtOrAfter(seconds: number, ordered: readonly { at: number }[]): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ordered[middle]!.at < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}
