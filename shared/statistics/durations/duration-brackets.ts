import { DistinctNumbers } from '../columns/distinct-numbers.ts';
import type { ObservedDurations } from './observed-durations.ts';

/** Nobody reports within a second of the start, and two reports in one second are a second apart. */
const SECOND = 1 / 3600;
/** Stands for the end that nobody saw. */
export const NEVER = -1;

/**
 * Durations by the times and brackets that occur. Reports come at whole minutes, mostly, so that a likelihood looks at a
 * few thousand different ones instead of a million.
 */
export type DurationBrackets = {
  /** The different times, in hours; everything else names them by their place here. */
  times: Float64Array;
  /** The different brackets, and how many durations have each. */
  left: Int32Array;
  /** NEVER where nobody saw the end. */
  right: Int32Array;
  count: Int32Array;
  /** How many durations were first seen at each time; null where none had to be seen. */
  firstCount: Int32Array | null;
  /** By duration: its bracket, and when it was first seen. */
  bracketOf: Int32Array;
  firstOf: Int32Array | null;
};

/** They are looked for once: the same durations are held against many distributions. */
export function durationBrackets(observed: ObservedDurations): DurationBrackets {
  const known = found.get(observed) ?? bracketsOf(observed);
  found.set(observed, known);
  return known;
}

const found = new WeakMap<ObservedDurations, DurationBrackets>();

function bracketsOf({ left, right, first }: ObservedDurations): DurationBrackets {
  const times = new DistinctNumbers();
  const brackets = new DistinctNumbers();
  const [lefts, rights]: [number[], number[]] = [[], []];
  const placeOf = (hours: number) => times.placeOf(Math.max(hours, SECOND));
  const bracketOf = new Int32Array(left.length);
  for (let index = 0; index < left.length; index += 1) {
    const from = placeOf(left[index]!);
    const isBounded = right[index] !== Number.POSITIVE_INFINITY;
    const to = isBounded ? placeOf(Math.max(right[index]!, Math.max(left[index]!, SECOND) + SECOND)) : NEVER;
    const bracket = brackets.placeOf(from * 2 ** 26 + to);
    bracketOf[index] = bracket;
    lefts[bracket] = from;
    rights[bracket] = to;
  }
  const firstOf = first && Int32Array.from(first, placeOf);
  return {
    times: times.values,
    left: Int32Array.from(lefts),
    right: Int32Array.from(rights),
    count: counted(bracketOf, lefts.length),
    firstCount: firstOf && counted(firstOf, times.values.length),
    bracketOf,
    firstOf,
  };
}

function counted(places: Int32Array, size: number): Int32Array {
  const counts = new Int32Array(size);
  for (const place of places) counts[place]! += 1;
  return counts;
}
