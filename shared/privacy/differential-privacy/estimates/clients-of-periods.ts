import type { PeriodLength } from '../../programme/release-period.ts';

/**
 * Clients of a period for each client of a quarter: some come back, so a year has not four times as many. Measured on the
 * bundled sample: 1.4 in two quarters and 1.9 in three, of which 2.2 in four is the cautious continuation.
 */
export const CLIENTS_PER_QUARTERLY_CLIENT: Readonly<Record<PeriodLength, number>> = {
  quarter: 1,
  'half-year': 1.4,
  year: 2.2,
};

/** Clients of so many periods grow by this power of their number. */
export const GROWTH = Math.log(CLIENTS_PER_QUARTERLY_CLIENT.year) / Math.log(4);

/**
 * How many times larger the variance of who came is, over so many periods together, than if everybody who is counted were
 * another person: as often as one who comes is counted on average, as if he told the same each time. Who comes again
 * cannot be seen in releases; it is taken as plans take it, the same for all programmes.
 *
 * @returns of means of points, and of shares such as that of responders
 */
export function countedAgain(periods: number): { means: number; shares: number } {
  const means = periods / periods ** GROWTH;
  return { means, shares: 1 + (means - 1) * SHARE_OF_POINTS };
}

/**
 * How much what one client tells of himself is alike from one period to another, in points. Growth by the power above is
 * that of clients of whom 60 % come in each next quarter (2.2 in four), and its excess over eight quarters, 1.45, is what
 * they make of the variance of a mean if any two periods of a client correlate by so much.
 */
const LIKENESS = 0.7;

/**
 * Whether he responds, or has recovered, is alike by less: of two normal values that correlate by r, whether each lies above
 * a limit correlates by 2 / π asin(r) at most, with the limit in the middle (Sheppard 1899, Phil Trans R Soc A 192:101).
 */
const SHARE_OF_POINTS = ((2 / Math.PI) * Math.asin(LIKENESS)) / LIKENESS;

/** Nobody is counted again: all who are counted are different people. */
export const COUNTED_ONCE = { means: 1, shares: 1 };
