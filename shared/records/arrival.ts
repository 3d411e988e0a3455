import { laterByNanoseconds, utcSortKey } from './time/instant.ts';

/** The ways by which a record can come: people and systems of a clinic by their role, a journal's link, a file. */
export const DOORS = ['owner', 'recorder', 'therapist', 'client', 'journal', 'file'] as const;
export type Door = (typeof DOORS)[number];

/** How and when a record came to us; no sender can choose any of it. */
export type Arrival = {
  door: Door;
  /**
   * Who brought it, as far as the door knows: a therapist's id, the user id of an owner or a practice system, the name
   * of an import. Never a client.
   */
  author?: string;
  /** When it came by our clock, as RFC 3339 text in UTC. */
  at: string;
  /** The clinic's time zone at that time, where it has one: its days are told by it, in UTC where it has none. */
  timeZone?: string;
};

/**
 * The instant of a version whose sender gives none, as utcSortKey: that of its arrival. What arrived together
 * is told apart by a nanosecond a place, so that the last of it wins however often it is taken in.
 *
 * @param place the version's place among all that arrived together, from 0
 */
export function arrivalInstant({ at }: Pick<Arrival, 'at'>, place: number): string {
  return laterByNanoseconds(utcSortKey(at), place);
}
