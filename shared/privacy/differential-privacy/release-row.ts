import type { ReleaseValue } from '../anonymised-table.ts';
import { likelyMean } from './estimates/likely-mean.ts';
import { IMPROVEMENT_BINS } from './noise/histograms.ts';
import { type NoisyMean, noisyMean } from './noise/noisy-mean.ts';
import type { Reconciled } from './noise/reconcile.ts';

/** `a`: shown. `u`: the noise is too large for a mean or a rate that anybody should rely on. */
type RowStatus = 'a' | 'u';

/** Clients that a group must have beyond what noise can make up, and the widest intervals worth showing. */
const FEWEST_CLIENTS = 11;
const WIDEST_HALF_POINTS = 1;
const WIDEST_HALF_SHARE = 0.15;
const NOISE_Z = 1.96;

/** What a row was measured as, and with how much noise. */
export type Measured = { bins: readonly number[]; sigmaSquared: number };

/** Bins of recovery that say when soreness had gone: within 24 and within 48 hours, and those that say it had not. */
export const RECOVERED_WITHIN_48_HOURS = [1, 1, 0, 0, 0];

/** Of means of points, and of shares of clients. */
export type Alike = { means: number; shares: number };

type Values = Readonly<Record<string, ReleaseValue>>;

/** What a row about improvement is estimated from. */
export type EstimatedRow = {
  reconciled: Reconciled;
  /** Clients in each bin, of estimates that agree and are never below 0; absent as releases were made before there were any. */
  consistent?: readonly number[];
  /** How many times larger the variance of who came is than if all who were counted were different people, of either. */
  alike?: Alike;
  /** By how many points bins may put a mean off, as a standard deviation; 0 as releases were made that left it out. */
  binError: number;
};

/** Columns of a row about improvement: counts as measured, and as estimated from all that was measured. */
export function improvementColumns(
  measured: Measured,
  { reconciled, consistent, alike, binError }: EstimatedRow,
): Values {
  const { bins, variance } = reconciled;
  const counted = countOf(bins, variance);
  const meanOf = (values: readonly number[], also: { alike: number | undefined; binError?: number }) =>
    outward(
      consistent
        ? withValueOf(consistent, values, likelyMean(bins, values, variance, also))
        : noisyMean(bins, values, variance),
    );
  const means = isEnough(counted)
    ? {
        mean: meanOf(representatives, { alike: alike?.means, binError }),
        responders: meanOf(responds, { alike: alike?.shares }),
      }
    : undefined;
  const given =
    means && isNarrow(means.mean, WIDEST_HALF_POINTS) && isNarrow(means.responders, WIDEST_HALF_SHARE)
      ? means
      : undefined;
  return {
    status: statusOf(given !== undefined),
    ...measuredColumns(measured),
    n_reconciled: counted.count,
    n_reconciled_sd: counted.sd,
    ...(consistent && { n_consistent: twoDecimals(sum(consistent)) }),
    ...meanColumns('mean', given?.mean),
    ...meanColumns('resp', given?.responders),
    ...meanColumns('recovered_48h', undefined),
    ci_method: given ? methodOf(consistent !== undefined) : null,
  };
}

/**
 * Columns of a row about recovery. Clients without a report are in the count, not in the share.
 *
 * @param isConsistent whether it is known that no count is below 0, as in the rows about improvement
 */
export function recoveryColumns(measured: Measured, isConsistent = true, alike?: Alike): Values {
  const known = measured.bins.slice(0, RECOVERED_WITHIN_48_HOURS.length);
  const { sigmaSquared } = measured;
  const shareOf = () =>
    outward(
      isConsistent
        ? likelyMean(known, RECOVERED_WITHIN_48_HOURS, sigmaSquared, { alike: alike?.shares })
        : noisyMean(known, RECOVERED_WITHIN_48_HOURS, sigmaSquared),
    );
  const share = isEnough(countOf(known, sigmaSquared)) ? shareOf() : undefined;
  const given = share && isNarrow(share, WIDEST_HALF_SHARE) ? share : undefined;
  return {
    status: statusOf(given !== undefined),
    ...measuredColumns(measured),
    n_reconciled: null,
    n_reconciled_sd: null,
    ...(isConsistent && { n_consistent: null }),
    ...meanColumns('mean', undefined),
    ...meanColumns('resp', undefined),
    ...meanColumns('recovered_48h', given),
    ci_method: given ? methodOf(isConsistent) : null,
  };
}

/** The value of the estimates that agree, and an interval that holds it. */
function withValueOf(consistent: readonly number[], values: readonly number[], mean: NoisyMean): NoisyMean {
  const clients = sum(consistent);
  if (clients <= 0) return mean;
  const value = sum(consistent.map((count, bin) => count * values[bin]!)) / clients;
  return { value, low: Math.min(mean.low, value), high: Math.max(mean.high, value) };
}

const representatives = IMPROVEMENT_BINS.map(({ representative }) => representative);
const responds = IMPROVEMENT_BINS.map(({ responder }) => Number(responder));
const statusOf = (reliable: boolean): RowStatus => (reliable ? 'a' : 'u');
const methodOf = (isConsistent: boolean) => (isConsistent ? 'profile-95' : 'fieller-95');

function measuredColumns({ bins, sigmaSquared }: Measured): Values {
  const noisy = sum(bins);
  return {
    n_noisy: noisy,
    n_sd: twoDecimals(Math.sqrt(sigmaSquared * bins.length)),
    n_display: Math.max(0, noisy),
    sigma: twoDecimals(Math.sqrt(sigmaSquared)),
    ...Object.fromEntries([0, 1, 2, 3, 4, 5].map((bin) => [`bin_${bin + 1}`, bins[bin] ?? null])),
  };
}

function countOf(bins: readonly number[], variance: number): { count: number; sd: number } {
  const count = sum(bins);
  return { count: twoDecimals(count), sd: twoDecimals(Math.sqrt(variance * bins.length)) };
}

const isEnough = ({ count, sd }: { count: number; sd: number }) => count - NOISE_Z * sd >= FEWEST_CLIENTS;
const isNarrow = ({ low, high }: NoisyMean, widest: number) => (high - low) / 2 <= widest;

function meanColumns(name: string, mean: NoisyMean | undefined): Values {
  return {
    [name]: mean?.value ?? null,
    [`${name}_lo`]: mean?.low ?? null,
    [`${name}_hi`]: mean?.high ?? null,
  };
}

/** Two decimals, the interval outward: rounding narrows no interval. */
function outward({ value, low, high }: NoisyMean): NoisyMean {
  return {
    value: twoDecimals(value),
    low: Math.floor(low * 100) / 100 + 0,
    high: Math.ceil(high * 100) / 100 + 0,
  };
}

/** + 0: there is no -0 in a file. */
function twoDecimals(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
