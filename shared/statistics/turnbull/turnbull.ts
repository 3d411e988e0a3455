import type { Coverages } from './coverages.ts';
import { filledIntervals, onFilled, spreadOut } from './turnbull-filled.ts';
import { TurnbullFit } from './turnbull-fit.ts';

/** How far the estimate may be from the optimum, as a share by which any likelihood derivative exceeds n. */
const GAP = 1e-11;
const MOST_STEPS = 5000;
/** After so many steps it shows which intervals stay empty, as most do. */
const STEPS_WITH_ALL = 12;

/**
 * The nonparametric maximum-likelihood estimate from bracketed and censored events (Turnbull 1976), by
 * alternating steps of expectation-maximisation and of the iterative convex minorant (Wellner & Zhan 1997,
 * JASA 92:945): the first never leaves the optimum's neighbourhood, the second is fast and can empty an
 * interval altogether. It stops at the optimum's own condition: no interval would gain from more mass.
 *
 * Of many brackets all but a few intervals end up empty, and most brackets cover the same of the others. So it goes on
 * to the optimum among those that are left, and then looks whether an empty one would gain.
 *
 * @param size how many innermost intervals there are
 * @param coverages which of them the brackets cover, in a fixed order
 * @returns cumulated mass at the end of each interval; the last is 1
 */
export function turnbullDistribution(size: number, coverages: Coverages): Float64Array {
  const fit = new TurnbullFit(
    coverages,
    Float64Array.from({ length: size }, (_, index) => (index + 1) / size),
  );
  for (let taken = 0; taken < MOST_STEPS; ) {
    const steps = improve(fit, STEPS_WITH_ALL);
    if (steps < STEPS_WITH_ALL) break;
    taken += steps;
    const filled = filledIntervals(fit.cumulated);
    if (2 * filled.length > size) continue;
    const few = new TurnbullFit(
      onFilled(coverages, filled, size),
      Float64Array.from(filled, (interval) => fit.cumulated[interval]!),
    );
    taken += improve(few, MOST_STEPS - taken);
    fit.cumulated = spreadOut(few.cumulated, filled, size);
  }
  return fit.cumulated;
}

/** @returns how many steps were taken: fewer than `most` where they led to the optimum */
function improve(fit: TurnbullFit, most: number): number {
  let taken = 0;
  for (; taken < most && fit.largestGain() > 1 + GAP; taken += 1) {
    fit.expectationStep();
    fit.convexMinorantStep();
  }
  return taken;
}
