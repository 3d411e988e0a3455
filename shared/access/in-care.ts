import type { Arrival } from '../records/arrival.ts';
import { dateIn } from '../records/in-zone.ts';

/** When a therapist has a client in her care; days are dates such as `2026-08-03`. */
export type CarePeriod = {
  from: string;
  /** The last day; null while none is set. */
  until: string | null;
  /** After an end, the day from which sessions or goals that the clinic has reported since say that it goes on. */
  again?: string;
};

/** Whether the care is in force on a day. */
export function isInForce({ from, until, again }: CarePeriod, on: string): boolean {
  return (from <= on && (until === null || on <= until)) || (again !== undefined && again <= on);
}

/**
 * The day on which it is decided what a therapist may write, by our clock; a reader's is today. Never one that a caller
 * names, or a later or earlier day would open what today does not.
 */
export const careDay = ({ at, timeZone }: Arrival): string => dateIn(new Date(at), timeZone);

/** Tells of some clients, by pseudonym, who are in the care of a therapist of a clinic. */
export type ClientsInCare = (
  clinicId: string,
  therapistId: string,
  clients: readonly string[],
) => Promise<ReadonlySet<string>>;
