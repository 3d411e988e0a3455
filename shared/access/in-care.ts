import type { Arrival } from '../records/arrival.ts';
import { WESTERNMOST_ZONE } from '../records/time/extreme-zones.ts';
import { dateIn } from '../records/time/in-zone.ts';

/** When a therapist has a client in her care; days are dates such as `2026-08-03`. */
export type CarePeriod = {
  from: string;
  /** The last day; null while none is set. */
  until: string | null;
  /** After an end, the day from which sessions or goals that the clinic has reported since say that it goes on. */
  again?: string;
};

/**
 * Whether the care is in force on a day, today where the clinic is. What had begun when it came has begun: its first day was
 * that of the clocks by which the clinic lived then, and where these are set to a zone further west, it may be tomorrow.
 */
export function isInForce(
  { from, until, again, arrival }: CarePeriod & { arrival?: Arrival },
  on: string,
): boolean {
  const hasBegun =
    from <= on || (arrival !== undefined && hadBegun(from, arrival) && on >= earliestDay(arrival));
  return (hasBegun && (until === null || on <= until)) || (again !== undefined && again <= on);
}

const hadBegun = (from: string, arrival: Arrival) => from <= careDay(arrival);
/** The first day that it can be, wherever the clinic is, once something has come: before it nothing is known of it. */
const earliestDay = ({ at }: Arrival) => dateIn(new Date(at), WESTERNMOST_ZONE);

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
