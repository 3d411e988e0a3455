import type { Interval } from './contract.ts';
import { normalQuantile } from './normal-quantile.ts';

/** A unit's mean of n values, and what was expected of it. */
export type FunnelUnit = { n: number; mean: number; expected: number };

export type FunnelRow = {
  z: number;
  limit95: Interval;
  limit998: Interval;
  outside: null | '95' | '99.8';
};

const WINSORISED_SHARE = 0.1;
const Z_OF_95 = normalQuantile(0.975);
const Z_OF_998 = normalQuantile(0.999);

/**
 * Funnel limits for means (Spiegelhalter 2005, Stat Med 24:1185), around each unit's expected value: with
 * s² = σ²/n they lie at expected ± z √(s² + τ²). z = (mean - expected) / s knows nothing of τ². Units differ
 * for more reasons than chance and the model: τ² is how much more, estimated from the z of all units after
 * pulling the outer tenths in to the 10th and 90th percentile, so that the units that stand out do not
 * widen the limits that they are held against: with φ = mean z², K units and w = 1/s²,
 *
 *     τ² = max(0, (K φ - (K - 1)) / (Σ w - Σ w² / Σ w))
 *
 * @param variance σ² of one value, above 0
 */
export function funnel(units: readonly FunnelUnit[], variance: number): FunnelRow[] {
  const z = units.map(({ n, mean, expected }) => (mean - expected) / Math.sqrt(variance / n));
  const between = overdispersion(
    z,
    units.map(({ n }) => n / variance),
  );
  return units.map(({ n, mean, expected }, index) => {
    const spread = Math.sqrt(variance / n + between);
    const limit95: Interval = [expected - Z_OF_95 * spread, expected + Z_OF_95 * spread];
    const limit998: Interval = [expected - Z_OF_998 * spread, expected + Z_OF_998 * spread];
    const isOutside = ([low, high]: Interval) => mean < low || mean > high;
    const outside = isOutside(limit998) ? '99.8' : isOutside(limit95) ? '95' : null;
    return { z: z[index]!, limit95, limit998, outside };
  });
}

/** τ²; 0 for a single unit, which nothing can be told from. */
function overdispersion(z: readonly number[], weights: readonly number[]): number {
  const units = z.length;
  if (units < 2) return 0;
  const sorted = z.toSorted((a, b) => a - b);
  const low = quantile(sorted, WINSORISED_SHARE);
  const high = quantile(sorted, 1 - WINSORISED_SHARE);
  const squares = sorted.reduce((sum, value) => sum + Math.min(Math.max(value, low), high) ** 2, 0);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const sumOfSquares = weights.reduce((total, weight) => total + weight * weight, 0);
  return Math.max(0, (squares - (units - 1)) / (sum - sumOfSquares / sum));
}

/** Linear between order statistics: type 7 of Hyndman & Fan 1996, the one that R takes when not told. */
function quantile(sorted: readonly number[], p: number): number {
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const value = sorted[below]!;
  const next = sorted[below + 1] ?? value;
  return value + (position - below) * (next - value);
}
