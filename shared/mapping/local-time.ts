import { offsetIn } from '../records/time/in-zone.ts';
import { utcSeconds } from '../records/time/instant.ts';
import { zoneOffsets } from '../records/time/time-zone.ts';
import { problem, type Read } from './read-value.ts';

const DAY_SECONDS = 86_400;

/**
 * The instant at which the clocks of a time zone show a local time. Where clocks are put forward some times are never
 * shown, where they are put back some are shown twice: neither is guessed.
 *
 * @param local `2026-08-03T10:00:00`, with a fraction or without
 */
export function instantOfLocal(local: string, timeZone: string): Read<string> {
  const asUtc = utcSeconds(`${local}Z`);
  const offsets = zoneOffsets(timeZone);
  const candidates = new Set([
    offsets.minutesAt(asUtc - DAY_SECONDS),
    offsets.minutesAt(asUtc + DAY_SECONDS),
  ]);
  const shown = [...candidates]
    .map((minutes) => asUtc - minutes * 60)
    .filter((seconds) => seconds + offsets.minutesAt(seconds) * 60 === asUtc);
  if (shown.length === 0)
    return problem(
      'local-time-skipped',
      `expected a time that clocks show; in ${timeZone} they are put forward over it`,
    );
  if (shown.length > 1)
    return problem(
      'local-time-twice',
      `expected an offset; in ${timeZone} clocks show this time twice that night`,
    );
  return { value: `${local}${offsetIn(new Date(shown[0]! * 1000), timeZone)}` };
}
