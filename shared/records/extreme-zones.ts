import { inZone } from './in-zone.ts';
import { monthAsWritten } from './instant.ts';

/**
 * Where clocks are furthest behind UTC, and furthest ahead. What an instant can mean in any zone lies between what it
 * means in these two: so much is stale when a zone is changed, or may be changing meanwhile.
 */
export const EXTREME_ZONES = ['Etc/GMT+12', 'Etc/GMT-14'] as const;

/** The months that an instant can lie in, whatever the clinic's zone: one, or two around the turn of a month. */
export function possibleMonths(instant: string): string[] {
  return [...new Set(EXTREME_ZONES.map((zone) => monthAsWritten(inZone(instant, zone))))];
}
