import type { Held } from '../records/held.ts';
import { dateAsWritten, utcSeconds, utcText } from '../records/instant.ts';
import type { Fact } from '../records/record.ts';

/** Whom a record says to care for the client, and from which day. */
export type NamedCare = { therapistId: string; from: string };

/**
 * The care that a session or a goal implies when the clinic itself reports it: of the therapist it names, from the
 * day it happened or was set. Of two spellings of that day, as written and in UTC, the earlier counts.
 */
export function namedCare(fact: Fact | Held<Fact>): NamedCare | undefined {
  if (fact.type === 'session') {
    return { therapistId: fact.therapistId, from: earlierDay(fact.startedAt, dateAsWritten(fact.startedAt)) };
  }
  if (fact.type !== 'goal') return undefined;
  return { therapistId: fact.therapistId, from: earlierDay(fact.recordedAt, fact.startsOn) };
}

function earlierDay(instant: string, day: string): string {
  const inUtc = utcText(utcSeconds(instant)).slice(0, 10);
  return inUtc < day ? inUtc : day;
}
