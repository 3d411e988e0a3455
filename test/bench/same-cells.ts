import type { TechniqueMonth } from './technique-month.ts';

/** Sums of many decimal numbers may differ in their last digits by the order in which they are added. */
const RELATIVE_DIFFERENCE = 1e-9;

/** Where two lists of cells differ; undefined when they do not. Counts must be equal. */
export function differenceOf(
  ours: readonly TechniqueMonth[],
  theirs: readonly TechniqueMonth[],
): string | undefined {
  return firstDifference(ours, theirs, 'cells');
}

function firstDifference(a: unknown, b: unknown, path: string): string | undefined {
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    for (const name of names) {
      const [first, second] = [a, b].map((side) => (side as Record<string, unknown>)[name]);
      const difference = firstDifference(first, second, `${path}.${name}`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  return isSame(a, b) ? undefined : `${path}: ${a} and ${b}`;
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  if (Number.isInteger(a) && Number.isInteger(b)) return a === b;
  return Math.abs(a - b) <= RELATIVE_DIFFERENCE * Math.abs(a);
}
