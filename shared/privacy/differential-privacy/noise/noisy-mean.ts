import { Z_95 } from '../../../statistics/distributions/normal-limits.ts';

/** A mean over a noisy histogram, with an honest 95 % interval. */
export type NoisyMean = { value: number; low: number; high: number };

/**
 * The mean of a histogram whose counts carry noise, for values 0 and 1 a rate, and the set of means m with
 *
 *     (Σ (v - m) h)² <= z² (σ² Σ (v - m)² + Σ (v - m)² max(h, 0)),
 *
 * Fieller's set (1954) with the noise and the sampling of clients as variances. It covers the population mean
 * of the representatives from noisy counts alone. The condition is a quadratic in m; where it has no two
 * ends, or they lie beyond the values, the values' own range is what is known.
 *
 * @param counts noisy, may be below 0
 * @param values of the bins
 * @param noiseVariance of each count
 */
export function noisyMean(
  counts: readonly number[],
  values: readonly number[],
  noiseVariance: number,
): NoisyMean {
  const bottom = Math.min(...values);
  const top = Math.max(...values);
  const within = (value: number) => Math.min(top, Math.max(bottom, value));
  const moment = (power: number) => sum(counts.map((count, bin) => count * values[bin]! ** power));
  const variance = (power: number) =>
    Z_95 ** 2 * sum(counts.map((count, bin) => (noiseVariance + Math.max(count, 0)) * values[bin]! ** power));
  const a = moment(0) ** 2 - variance(0);
  const halfB = variance(1) - moment(0) * moment(1);
  const c = moment(1) ** 2 - variance(2);
  const value = moment(0) > 0 ? within(moment(1) / moment(0)) : within(0);
  if (a <= 0 || moment(0) <= 0) return { value, low: bottom, high: top };
  const root = Math.sqrt(Math.max(0, halfB ** 2 - a * c));
  return { value, low: within((-halfB - root) / a), high: within((-halfB + root) / a) };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
