import { normalCdf } from '../../../statistics/distributions/normal-cdf.ts';
import { Z_95 } from '../../../statistics/distributions/normal-limits.ts';
import { COUNTED_ONCE } from '../estimates/clients-of-periods.ts';
import { likelyMean } from '../estimates/likely-mean.ts';
import { BIN_ERROR, IMPROVEMENT_BINS } from '../noise/histograms.ts';
import { type Alike, improvementColumns, recoveryColumns } from '../release-row.ts';

/** Half of a 95 % interval: of noise alone, of who happens to come alone, and of both together with what bins leave out, as it would be published. */
export type ExpectedHalfWidth = { noise: number; sampling: number; together: number };

/** What a row is expected to tell. */
export type ExpectedRow = {
  clients: number;
  /** Standard deviation of the noise in the count, exact. */
  clientsNoise: number;
  /** Chance that the row is given in full, of noise and of who comes. */
  given: number;
  /** With how many clients it is as likely given as not. */
  enough: number;
  /** Of the mean improvement, in points; absent for recovery. */
  mean?: ExpectedHalfWidth;
  /** Of the share of responders, or of those recovered within 48 hours: from 0 to 1. */
  share: ExpectedHalfWidth;
};

/** What there is to know of a row beforehand, however many clients it has. */
export type RowKind = {
  /** Shares of clients by bin, adding up to 1. */
  bins: readonly number[];
  /** Of the noise on each bin, after everything measured was put together. */
  variance: number;
  /** Values of the bins whose mean is asked; absent for recovery. */
  points?: readonly number[];
  /** 1 for the bins whose share is asked, 0 for others. */
  within: readonly number[];
  /** How many times larger the variance of who comes is than of different people; absent where all are. */
  alike?: Alike;
};

/** Of improvement, by bin: the points that it stands for, and whether it responds. */
export const POINTS = IMPROVEMENT_BINS.map(({ representative }) => representative);
export const RESPONDS = IMPROVEMENT_BINS.map(({ responder }) => Number(responder));

/** Nobody plans for more. */
const MOST_CLIENTS = 1e7;
const BISECTIONS = 40;

/**
 * What rows of a kind are expected to tell, from how many clients are expected in each, exactly by the rule by which rows
 * are given. Half widths are those of the expected counts; the chance takes the count as normal, with the noise that it has
 * and as much chance in who comes as a Poisson count.
 */
export function expectedRows(kind: RowKind): (clients: number) => ExpectedRow {
  const { bins, variance, points, within, alike = COUNTED_ONCE } = kind;
  const enough = clientsEnough(kind);
  const clientsNoise = Math.sqrt(variance * bins.length);
  // Of recovery, those who have reported it: the others are in the count, and in no share.
  const part = sum(bins.slice(0, within.length));
  return (clients) => ({
    clients,
    clientsNoise,
    enough,
    given: normalCdf(
      (part * (clients - enough)) / Math.sqrt(alike.means * clients * part + variance * within.length),
    ),
    ...(points && {
      mean: halfWidth(clients, bins, points, variance, { alike: alike.means, binError: BIN_ERROR }),
    }),
    share: halfWidth(clients, bins.slice(0, within.length), within, variance, { alike: alike.shares }),
  });
}

/**
 * With how many clients a row about improvement is as likely given as not.
 *
 * @param variance of the noise on each bin, after everything measured was put together
 */
export function clientsForImprovement(
  { improvement }: { improvement: readonly number[] },
  variance: number,
): number {
  return clientsEnough({ bins: inParts(improvement), variance, points: POINTS, within: RESPONDS });
}

/** The fewest clients whose expected counts make a row that is given; infinite when none do. */
function clientsEnough(row: RowKind): number {
  let [low, high] = [0, MOST_CLIENTS];
  if (!isGiven(row, high)) return Number.POSITIVE_INFINITY;
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (low + high) / 2;
    if (isGiven(row, middle)) high = middle;
    else low = middle;
  }
  return high;
}

function isGiven({ bins, variance, points, alike = COUNTED_ONCE }: RowKind, clients: number): boolean {
  const counts = bins.map((share) => share * clients);
  const measured = { bins: counts, sigmaSquared: variance };
  const columns = points
    ? improvementColumns(measured, {
        reconciled: { bins: counts, variance },
        consistent: counts,
        alike,
        binError: BIN_ERROR,
      })
    : recoveryColumns(measured, true, alike);
  return columns['status'] === 'a';
}

function halfWidth(
  clients: number,
  shares: readonly number[],
  values: readonly number[],
  variance: number,
  { alike, binError = 0 }: { alike: number; binError?: number },
): ExpectedHalfWidth {
  const counts = shares.map((share) => share * clients);
  const all = sum(counts);
  const mean = sum(counts.map((count, bin) => count * values[bin]!)) / all;
  const squares = (weight: (bin: number) => number) =>
    sum(values.map((value, bin) => weight(bin) * (value - mean) ** 2));
  const { low, high } = likelyMean(counts, values, variance, { alike, binError });
  return {
    noise: (Z_95 * Math.sqrt(squares(() => variance))) / all,
    sampling: (Z_95 * Math.sqrt(alike * squares((bin) => counts[bin]!))) / all,
    together: (high - low) / 2,
  };
}

/** Shares in any unit, as parts of 1. */
export function inParts(shares: readonly number[]): number[] {
  const all = sum(shares);
  return shares.map((share) => share / all);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
