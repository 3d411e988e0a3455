import type { Technique } from '../records/catalogue.ts';

/** What stands in place of an interval where no value differs: an interval of no width would look like certainty. */
export const ALL_ALIKE = 'all alike';
/** Narrower than this is rounding. */
export const NO_SPREAD = 1e-9;

/** A technique in the middle of a sentence; `other` named so that it is not read as all the others. */
export function spokenTechnique(technique: Technique): string {
  return technique === 'other' ? 'techniques outside the catalogue' : technique.replaceAll('-', ' ');
}

/** `a`, `a and b`, `a, b and c`. */
export function spokenList(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;
}

/** `0.9`: points of the pain scale, as much as a sentence bears. */
export function spokenPoints(points: number): string {
  return (Math.abs(points) < 0.05 ? 0 : Math.abs(points)).toFixed(1);
}

/** `0.4`: a difference that would have been seen; never none, however many the clients. */
export function spokenDetectable(points: number): string {
  return spokenPoints(Math.max(0.1, points));
}

/** `0.9 points (0.4 to 1.4)` for a difference that is not negative; `0.9 points (all alike)` where nothing varies. */
export function spokenDifference(difference: number, [low, high]: readonly [number, number]): string {
  if (high - low < NO_SPREAD) return `${spokenPoints(difference)} points (${ALL_ALIKE})`;
  return `${spokenPoints(difference)} points (${low.toFixed(1)} to ${high.toFixed(1)})`;
}
