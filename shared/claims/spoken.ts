import type { Technique } from '../records/catalogue.ts';

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

/** `0.9 points (0.4 to 1.4)` for a difference that is not negative. */
export function spokenDifference(difference: number, [low, high]: readonly [number, number]): string {
  return `${spokenPoints(difference)} points (${low.toFixed(1)} to ${high.toFixed(1)})`;
}
