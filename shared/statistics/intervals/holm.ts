/**
 * Holm's step-down adjustment: sorted ascending, p(i) becomes the largest min(1, (m - j + 1) p(j)) of all
 * j <= i (Holm 1979, Scand J Stat 6:65). It holds the family-wise error without any assumption.
 *
 * @param p in any order; null for a test that could not be made, which is not of the family
 * @returns in the same order
 * @example
 * holm([0.01, 0.02, 0.03, 0.04, 0.05]); // => [0.05, 0.08, 0.09, 0.09, 0.09]
 */
export function holm(p: readonly (number | null)[]): (number | null)[] {
  const sorted = p.filter((value) => value !== null).sort((a, b) => a - b);
  let largest = 0;
  const adjusted = new Map<number, number>();
  for (const [index, value] of sorted.entries()) {
    largest = Math.max(largest, Math.min(1, (sorted.length - index) * value));
    // Of equal p-values the first has the largest factor, so that it decides for all of them.
    if (!adjusted.has(value)) adjusted.set(value, largest);
  }
  return p.map((value) => (value === null ? null : adjusted.get(value)!));
}
