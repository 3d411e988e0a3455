import { type Brackets, OPEN } from './brackets.ts';

/** A half-open interval of time in seconds, (after, by]; by is infinite where nothing bounds it. */
export type TimeInterval = { after: number; by: number };

/**
 * Which of the innermost intervals the brackets cover, first to last, and how many brackets do so; each
 * pair once, in order. Three columns of one length.
 */
export type Coverages = { first: Int32Array; last: Int32Array; count: Int32Array };

/** Later than any time: stands for infinity among whole numbers of 32 bits. */
const NEVER = 0x7fffffff;

/**
 * Where the estimate from bracketed events can have mass at all: the innermost intervals, each from a left
 * end of some bracket to the next right end (Turnbull 1976, JRSS B 38:290). A censored outcome has the
 * bracket (last report, infinity). A bracket without length, from two reports at one second, is that second.
 */
export function turnbullSupport(brackets: Brackets): { intervals: TimeInterval[]; coverages: Coverages } {
  const bounds = inHalfSeconds(brackets);
  const lefts = bounds.after.toSorted();
  const rights = bounds.by.toSorted();
  const opening: number[] = [];
  const closing: number[] = [];
  for (let left = 0, right = 0; left < lefts.length; left++) {
    const after = lefts[left]!;
    const next = lefts[left + 1] ?? NEVER;
    if (next === after) continue;
    while (rights[right]! <= after) right += 1;
    const by = rights[right]!;
    if (next < by) continue;
    opening.push(after);
    closing.push(by);
  }
  return {
    intervals: opening.map((after, index) => ({
      after: Math.ceil(after / 2),
      by: closing[index] === NEVER ? Number.POSITIVE_INFINITY : closing[index]! / 2,
    })),
    coverages: coveragesOf(bounds, opening, closing),
  };
}

/** In half seconds, so that a bracket without length can open just before the second that it is. */
function inHalfSeconds({ after, by }: Brackets): Brackets {
  const half = { after: new Int32Array(after.length), by: new Int32Array(by.length) };
  for (let index = 0; index < by.length; index++) {
    const [start, end] = [after[index]!, by[index]!];
    half.after[index] = start === end ? 2 * start - 1 : 2 * start;
    half.by[index] = end === OPEN ? NEVER : 2 * end;
  }
  return half;
}

function coveragesOf(
  { after, by }: Brackets,
  opening: readonly number[],
  closing: readonly number[],
): Coverages {
  const size = opening.length;
  const pairs = new Float64Array(by.length);
  for (let index = 0; index < by.length; index++) {
    const first = countBelow(after[index]!, opening);
    const last = countBelow(by[index]! + 1, closing) - 1;
    pairs[index] = first * size + last;
  }
  pairs.sort();
  const first = new Int32Array(pairs.length);
  const last = new Int32Array(pairs.length);
  const count = new Int32Array(pairs.length);
  let distinct = 0;
  for (let index = 0; index < pairs.length; index++) {
    const pair = pairs[index]!;
    if (index === 0 || pair !== pairs[index - 1]) {
      first[distinct] = Math.floor(pair / size);
      last[distinct] = pair % size;
      distinct += 1;
    }
    count[distinct - 1]! += 1;
  }
  return {
    first: first.subarray(0, distinct),
    last: last.subarray(0, distinct),
    count: count.subarray(0, distinct),
  };
}

/** How many values of an ascending list are smaller; by bisection. */
function countBelow(value: number, ascending: readonly number[]): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
