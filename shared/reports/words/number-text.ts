import { ALL_ALIKE, NO_SPREAD } from '../../claims/spoken.ts';

/** How numbers stand in the tables that people read. Rounding happens here and nowhere before. */

/** What stands where nothing could be computed. */
export const NOTHING = '-';

/** `2.35`: points, hours and the like; nothing where there is no value. */
export function decimal(value: number | null, digits: number): string {
  if (value === null) return NOTHING;
  // Adding 0 turns the -0 that rounding may leave into 0.
  return (Number(value.toFixed(digits)) + 0).toFixed(digits);
}

/** `2.35 (2.23 to 2.47)`, `45.2 (40.1 or more)`; without an interval the value alone. */
export function withInterval(
  value: number | null,
  interval: readonly [number, number | null] | null,
  digits: number,
): string {
  if (value === null || interval === null) return decimal(value, digits);
  return `${decimal(value, digits)} (${range(interval, digits)})`;
}

/** `81 %` */
export function percent(share: number | null): string {
  return share === null ? NOTHING : `${decimal(100 * share, 0)} %`;
}

/** `372/462`, and how much of the whole that is: `372/462, 81 %`. */
export function part(count: number, of: number): string {
  return of === 0 ? NOTHING : `${count}/${of}, ${percent(count / of)}`;
}

/** A value as it was reported, with no more digits than it has: `38`, `0.8`. */
export function plainNumber(value: number): string {
  return String(Number(value.toFixed(2)) + 0);
}

/** `2.04 to 2.47`, `20.3 or more`; `all alike` of an interval of no width, which would look like certainty. */
export function range(interval: readonly [number, number | null] | null, digits: number): string {
  if (interval === null) return NOTHING;
  const [low, high] = interval;
  if (high !== null && high - low < NO_SPREAD) return ALL_ALIKE;
  return high === null
    ? `${decimal(low, digits)} or more`
    : `${decimal(low, digits)} to ${decimal(high, digits)}`;
}

/** `75-85`: two shares in percent; never negative, so that the dash cannot be taken for a sign. */
export function percentRange(interval: readonly [number, number] | null): string {
  return interval === null ? NOTHING : interval.map((share) => decimal(100 * share, 0)).join('-');
}

/** `0.046`, `< 0.001`; a p that rounds to 1 is no certainty, so `> 0.999`. */
export function probability(p: number | null): string {
  if (p === null) return NOTHING;
  if (p < 0.001) return '< 0.001';
  return p > 0.999 && p < 1 ? '> 0.999' : decimal(p, 3);
}
