import { inZone } from './in-zone.ts';
import { monthAsWritten } from './instant.ts';

/**
 * Where clocks are furthest behind UTC, and furthest ahead. What an instant can mean in any zone lies between what it
 * means in these two: so much is stale when a zone is changed, or may be changing meanwhile.
 */
export const WESTERNMOST_ZONE = 'Etc/GMT+12';
const EASTERNMOST_ZONE = 'Etc/GMT-14';
export const EXTREME_ZONES = [WESTERNMOST_ZONE, EASTERNMOST_ZONE] as const;
/** How far their clocks are ahead of UTC. */
export const WESTERNMOST_SECONDS = -12 * 3600;
export const EASTERNMOST_SECONDS = 14 * 3600;

/** The months that an instant can lie in, whatever the clinic's zone: one, or two around the turn of a month. */
export function possibleMonths(instant: string): string[] {
  return [...new Set(EXTREME_ZONES.map((zone) => monthAsWritten(inZone(instant, zone))))];
}
