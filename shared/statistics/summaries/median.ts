import { medianSorted, quickselect } from 'simple-statistics';
import type { Counted } from './moments.ts';

/**
 * Median: the middle value, or the mean of the two middle ones.
 *
 * @param values in any order; not changed
 * @returns null for no values
 */
export function median(values: readonly number[]): number | null {
  return values.length === 0 ? null : medianSorted(values.toSorted((a, b) => a - b));
}

/** Median of counted values, each value once, in ascending order. */
export function medianCounted(counted: readonly Counted[]): number | null {
  const n = counted.reduce((sum, [, count]) => sum + count, 0);
  if (n === 0) return null;
  return (valueAt((n - 1) >> 1, counted) + valueAt(n >> 1, counted)) / 2;
}

/** The value at an index of the list that the counts stand for. */
function valueAt(index: number, counted: readonly Counted[]): number {
  let passed = 0;
  for (const [value, count] of counted) {
    passed += count;
    if (passed > index) return value;
  }
  throw new RangeError('the index lies beyond the counts');
}

/** Median of very many whole numbers, without sorting them. The order of the values is not kept. */
export function medianInPlace(values: Int32Array): number | null {
  const n = values.length;
  if (n === 0) return null;
  const upper = n >> 1;
  quickselect(values as unknown as number[], upper);
  if (n % 2 === 1) return values[upper]!;
  const lower = values.subarray(0, upper).reduce((largest, value) => Math.max(largest, value), -Infinity);
  return (lower + values[upper]!) / 2;
}
