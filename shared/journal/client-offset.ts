import type { Held } from '../records/held.ts';
import { offsetIn } from '../records/in-zone.ts';
import { utcSortKey } from '../records/instant.ts';
import type { Fact } from '../records/record.ts';

/** The offset from UTC of a client's clocks; `isKnown` is false where nothing says it and UTC stands for it. */
export type ClientOffset = { offset: string; isKnown: boolean };

/** Also what exports in UTC are written in, so that it says nothing of where a client is. */
const UTC = '+00:00';

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
  const written = facts
    .filter((fact) => fact.type === 'session')
    .map(({ startedAt }) => startedAt)
    .toSorted((a, b) => (utcSortKey(a) < utcSortKey(b) ? -1 : 1));
  const offset = /[+-]\d{2}:\d{2}$/.exec(written.at(-1) ?? '')?.[0] ?? UTC;
  return { offset, isKnown: offset !== UTC };
}
