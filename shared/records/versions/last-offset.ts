import type { Fact } from '../record.ts';
import { utcSortKey } from '../time/instant.ts';
import type { Held } from './held.ts';

/** Also what exports in UTC are written in, so that it says nothing of where a clinic is. */
export const UTC_OFFSET = '+00:00';

/**
 * The offset from UTC that the latest session of a client was written in, such as `-05:00`; UTC where there is none.
 *
 * @param facts of the client, in any order
 */
export function lastOffset(facts: readonly Held<Fact>[]): string {
  const written = facts
    .filter((fact) => fact.type === 'session')
    .map(({ startedAt }) => startedAt)
    .toSorted((a, b) => (utcSortKey(a) < utcSortKey(b) ? -1 : 1));
  return /[+-]\d{2}:\d{2}$/.exec(written.at(-1) ?? '')?.[0] ?? UTC_OFFSET;
}
