import { chiSquareTail } from '../distributions/chi-square-tail.ts';
import { inverseQuadraticForm } from '../matrices/inverse-quadratic-form.ts';
import { type Brackets, OPEN } from '../turnbull/brackets.ts';

export type LogRank = { chi2: number | null; df: number | null; p: number | null };

/**
 * Log-rank test that the groups recover alike (Mantel 1966; Peto & Peto 1972, JRSS A 135:185): events
 * observed less expected, with the hypergeometric variance. At one time events come before censorings.
 * A group that nobody could have an event in (all censored before the first one) does not count as one.
 *
 * @param groups the brackets of each group, in any order; an event counts at the right end of its own
 * @returns null leaves without an event or with fewer than two groups that could have one
 */
export function logRank(groups: readonly Brackets[]): LogRank {
  const { observed, expected, variance } = scores(groups);
  const able = groups.map((_, group) => group).filter((group) => expected[group]! > 0);
  // The differences add up to 0: one group says nothing more and would make the variance singular.
  const tested = able.slice(1);
  const df = tested.length;
  if (df < 1) return { chi2: null, df: null, p: null };
  const differences = tested.map((group) => observed[group]! - expected[group]!);
  const ofTested = tested.flatMap((a) => tested.map((b) => variance[a * groups.length + b]!));
  const chi2 = inverseQuadraticForm(differences, ofTested);
  return chi2 === null ? { chi2, df: null, p: null } : { chi2, df, p: chiSquareTail(chi2, df) };
}

/** Over the event times: events, events expected if the groups were alike, and the variance of the events. */
function scores(groups: readonly Brackets[]) {
  const size = groups.length;
  const atRisk = Float64Array.from(groups, ({ by }) => by.length);
  const observed = new Float64Array(size);
  const expected = new Float64Array(size);
  const variance = new Float64Array(size * size);
  for (const { events, left } of timesInOrder(groups)) {
    const n = atRisk.reduce((sum, count) => sum + count, 0);
    const d = events.reduce((sum, count) => sum + count, 0);
    const spread = n > 1 ? (d * (n - d)) / (n - 1) : 0;
    for (let a = 0; d > 0 && a < size; a++) {
      const share = atRisk[a]! / n;
      observed[a]! += events[a]!;
      expected[a]! += d * share;
      for (let b = 0; b < size; b++) {
        variance[a * size + b]! += spread * share * ((a === b ? 1 : 0) - atRisk[b]! / n);
      }
    }
    for (let group = 0; group < size; group++) atRisk[group]! -= left[group]!;
  }
  return { observed, expected, variance };
}

/** For each distinct time, ascending: events by group, and all who are at risk no longer. */
function* timesInOrder(groups: readonly Brackets[]) {
  const size = groups.length;
  const codes = sortedCodes(groups);
  const timeOf = (code: number) => Math.floor(code / (2 * size));
  for (let next = 0; next < codes.length; ) {
    const time = timeOf(codes[next]!);
    const events = new Array<number>(size).fill(0);
    const left = new Array<number>(size).fill(0);
    for (; next < codes.length && timeOf(codes[next]!) === time; next++) {
      const group = Math.floor(codes[next]! / 2) % size;
      left[group]! += 1;
      events[group]! += codes[next]! % 2;
    }
    yield { events, left };
  }
}

/** Time, group and event as one number each: a typed array of numbers is sorted without comparing objects. */
function sortedCodes(groups: readonly Brackets[]): Float64Array {
  const codes = new Float64Array(groups.reduce((sum, { by }) => sum + by.length, 0));
  let next = 0;
  for (const [group, { after, by }] of groups.entries()) {
    for (let index = 0; index < by.length; index++) {
      const end = by[index]!;
      codes[next++] =
        ((end === OPEN ? after[index]! : end) * groups.length + group) * 2 + (end === OPEN ? 0 : 1);
    }
  }
  return codes.sort();
}
