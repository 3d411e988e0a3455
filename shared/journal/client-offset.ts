import type { Fact } from '../records/record.ts';
import { offsetIn } from '../records/time/in-zone.ts';
import type { Held } from '../records/versions/held.ts';
import { lastOffset, UTC_OFFSET } from '../records/versions/last-offset.ts';

/** The offset from UTC of a client's clocks; `isKnown` is false where nothing says it and UTC stands for it. */
export type ClientOffset = { offset: string; isKnown: boolean };

/**
 * How the clocks of a client stand: by the clinic's time zone, else as the last session was written.
 *
 * @param facts of the client, in any order; asked only where there is no zone
 */
export function clientOffset(
  now: Date,
  timeZone: string | undefined,
  facts: readonly Held<Fact>[],
): ClientOffset {
  if (timeZone !== undefined) return { offset: offsetIn(now, timeZone), isKnown: true };
  const offset = lastOffset(facts);
  return { offset, isKnown: offset !== UTC_OFFSET };
}
