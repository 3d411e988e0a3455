import type { ReleaseValue } from '../anonymised-table.ts';
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

type Values = Readonly<Record<string, ReleaseValue>>;

/** Columns of a row about improvement: counts as measured, and as estimated from all that was measured. */
export function improvementColumns(measured: Measured, { bins, variance }: Reconciled): Values {
  const reconciled = countOf(bins, variance);
  const mean = outward(noisyMean(bins, representatives, variance));
  const responders = outward(noisyMean(bins, responds, variance));
  const reliable =
    isEnough(reconciled) && isNarrow(mean, WIDEST_HALF_POINTS) && isNarrow(responders, WIDEST_HALF_SHARE);
  return {
    status: statusOf(reliable),
    ...measuredColumns(measured),
    n_reconciled: reconciled.count,
    n_reconciled_sd: reconciled.sd,
    ...meanColumns('mean', reliable ? mean : undefined),
    ...meanColumns('resp', reliable ? responders : undefined),
    ...meanColumns('recovered_48h', undefined),
    ci_method: methodOf(reliable),
  };
}

/** Columns of a row about recovery. Clients without a report are in the count, not in the share. */
export function recoveryColumns(measured: Measured): Values {
  const known = measured.bins.slice(0, RECOVERED_WITHIN_48_HOURS.length);
  const share = outward(noisyMean(known, RECOVERED_WITHIN_48_HOURS, measured.sigmaSquared));
  const reliable = isEnough(countOf(known, measured.sigmaSquared)) && isNarrow(share, WIDEST_HALF_SHARE);
  return {
    status: statusOf(reliable),
    ...measuredColumns(measured),
    n_reconciled: null,
    n_reconciled_sd: null,
    ...meanColumns('mean', undefined),
    ...meanColumns('resp', undefined),
    ...meanColumns('recovered_48h', reliable ? share : undefined),
    ci_method: methodOf(reliable),
  };
}

const representatives = IMPROVEMENT_BINS.map(({ representative }) => representative);
const responds = IMPROVEMENT_BINS.map(({ responder }) => Number(responder));
const statusOf = (reliable: boolean): RowStatus => (reliable ? 'a' : 'u');
const methodOf = (reliable: boolean) => (reliable ? 'fieller-95' : null);

function measuredColumns({ bins, sigmaSquared }: Measured): Values {
  const noisy = bins.reduce((sum, count) => sum + count, 0);
  return {
    n_noisy: noisy,
    n_sd: twoDecimals(Math.sqrt(sigmaSquared * bins.length)),
    n_display: Math.max(0, noisy),
    sigma: twoDecimals(Math.sqrt(sigmaSquared)),
    ...Object.fromEntries([0, 1, 2, 3, 4, 5].map((bin) => [`bin_${bin + 1}`, bins[bin] ?? null])),
  };
}

function countOf(bins: readonly number[], variance: number): { count: number; sd: number } {
  const count = bins.reduce((sum, value) => sum + value, 0);
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
