import { CountBelow } from '../columns/count-below.ts';
import { distinctAscending } from '../columns/distinct-ascending.ts';
import { type Brackets, OPEN } from './brackets.ts';
import { CoverageCounts, type Coverages } from './coverages.ts';

/** A half-open interval of time in seconds, (after, by]; by is infinite where nothing bounds it. */
export type TimeInterval = { after: number; by: number };

/** Brackets in half seconds, and a time later than any of them, which stands for infinity. */
type Bounds = Brackets & { never: number };

/**
 * Where the estimate from bracketed events can have mass at all: the innermost intervals, each from a left
 * end of some bracket to the next right end (Turnbull 1976, JRSS B 38:290). A censored outcome has the
 * bracket (last report, infinity). A bracket without length, from two reports at one second, is that second.
 */
export function turnbullSupport(brackets: Brackets): { intervals: TimeInterval[]; coverages: Coverages } {
  const bounds = inHalfSeconds(brackets);
  const lefts = distinctAscending(bounds.after);
  const rights = distinctAscending(bounds.by);
  const opening: number[] = [];
  const closing: number[] = [];
  for (let left = 0, right = 0; left < lefts.length; left++) {
    const after = lefts[left]!;
    while (rights[right]! <= after) right += 1;
    const by = rights[right]!;
    if ((lefts[left + 1] ?? bounds.never) < by) continue;
    opening.push(after);
    closing.push(by);
  }
  return {
    intervals: opening.map((after, index) => ({
      after: Math.ceil(after / 2),
      by: closing[index] === bounds.never ? Number.POSITIVE_INFINITY : closing[index]! / 2,
    })),
    coverages: coveragesOf(bounds, opening, closing),
  };
}

/** In half seconds, so that a bracket without length can open just before the second that it is. */
function inHalfSeconds({ after, by }: Brackets): Bounds {
  const half = { after: new Int32Array(after.length), by: new Int32Array(by.length), never: 0 };
  for (let index = 0; index < by.length; index++) {
    const [start, end] = [after[index]!, by[index]!];
    half.after[index] = start === end && end !== OPEN ? 2 * start - 1 : 2 * start;
    half.by[index] = 2 * end;
    half.never = Math.max(half.never, 2 * start + 1, 2 * end + 1);
  }
  for (let index = 0; index < by.length; index++) if (by[index] === OPEN) half.by[index] = half.never;
  return half;
}

function coveragesOf({ after, by }: Brackets, opening: number[], closing: number[]): Coverages {
  const size = opening.length;
  const firstOf = new CountBelow(Int32Array.from(opening));
  const lastOf = new CountBelow(Int32Array.from(closing));
  const first = after.map((value) => firstOf.of(value));
  const counts = new CoverageCounts(size, by.length);
  for (const index of inOrder(first, size)) {
    counts.add(first[index]!, lastOf.of(by[index]! + 1) - 1, 1);
  }
  return counts.coverages();
}

/** Indexes in ascending order of small whole numbers. */
function inOrder(values: Int32Array, size: number): Int32Array {
  const next = new Int32Array(size + 1);
  for (const value of values) next[value + 1]! += 1;
  for (let value = 1; value < size; value += 1) next[value]! += next[value - 1]!;
  const order = new Int32Array(values.length);
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!;
    order[next[value]!] = index;
    next[value]! += 1;
  }
  return order;
}
