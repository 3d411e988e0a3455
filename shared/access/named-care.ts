import type { Fact } from '../records/record.ts';
import { dateIn } from '../records/time/in-zone.ts';
import { dateAsWritten, utcSeconds } from '../records/time/instant.ts';
import type { Held } from '../records/versions/held.ts';

/** Whom a record says to care for the client, and from which day. */
export type NamedCare = { therapistId: string; from: string };

/**
 * The care that a session or a goal implies when the clinic itself reports it: of the therapist it names, from the
 * day it happened or was set.
 *
 * @param timeZone the clinic's, by which days are told; without one the earlier of the days as written and in UTC counts
 */
export function namedCare(fact: Fact | Held<Fact>, timeZone?: string): NamedCare | undefined {
  if (fact.type === 'session') {
    const { therapistId, startedAt } = fact;
    const day = dayOf(startedAt, timeZone);
    return { therapistId, from: timeZone ? day : earlier(day, dateAsWritten(startedAt)) };
  }
  if (fact.type !== 'goal') return undefined;
  return { therapistId: fact.therapistId, from: earlier(dayOf(fact.recordedAt, timeZone), fact.startsOn) };
}

const dayOf = (instant: string, timeZone: string | undefined) =>
  dateIn(new Date(utcSeconds(instant) * 1000), timeZone);
const earlier = (one: string, other: string) => (one < other ? one : other);
