import type { Interval, Responders } from '../contract.ts';

/**
 * How far a responder rate could be off because of sessions without the second score: the rate if all of
 * them were failures, and if all of them were successes.
 *
 * @param missing sessions that would be eligible by their score before, but have no second one
 * @returns null when there is no such session and no eligible pair
 */
export function responderBounds(
  { eligible, count }: Pick<Responders, 'eligible' | 'count'>,
  missing: number,
): Interval | null {
  const all = eligible + missing;
  return all === 0 ? null : [count / all, (count + missing) / all];
}
