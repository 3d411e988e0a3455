import { FAMILIES, type Family } from '../../programme/questions.ts';
import { lengthOf } from '../../programme/release-period.ts';
import type { Histograms } from '../noise/histograms.ts';
import type { Measurement, NoisyCounts } from '../noise/noisy-counts.ts';

/** Several periods of a programme, added up: clients of each period, and the noise of all of them. */
export type PooledCounts = Measurement & {
  /** Such as `2026Q2` and `2026Q3`, in order of time. */
  periods: readonly string[];
};

/**
 * Adds up what a release has measured and what others of its programme have: noisy counts that are published, so it tells
 * nothing more and spends nothing. Periods are of one length, so that clients of each are counted alike, and have the same
 * rows; others are left out. Noise is independent from one period to the next: its variances add up.
 *
 * @param others one of each period
 */
export function pooledCounts(latest: NoisyCounts, others: readonly NoisyCounts[]): PooledCounts {
  const asked = FAMILIES.filter((family) => latest.microRho[family] > 0);
  const pooled = [latest, ...others.filter((other) => hasRowsOf(other, latest, asked))].sort((one, other) =>
    one.period < other.period ? -1 : 1,
  );
  const sumOf = (family: Family) =>
    Object.fromEntries(
      Object.entries(latest.counts[family]).map(([key, bins]) => [
        key,
        bins.map((_, bin) =>
          pooled.reduce(
            (sum, { counts }) => sum + (counts[family] as Record<string, number[]>)[key]![bin]!,
            0,
          ),
        ),
      ]),
    );
  // A variance is 1 / (2 rho): where variances are added, rho is that of their sum.
  const microRhoOf = (family: Family) =>
    1 / pooled.reduce((sum, { microRho }) => sum + 1 / microRho[family], 0);
  return {
    periods: pooled.map(({ period }) => period),
    catalogue: latest.catalogue,
    microRho: byFamily((family) => (asked.includes(family) ? microRhoOf(family) : 0)),
    counts: byFamily((family) => (asked.includes(family) ? sumOf(family) : {})) as unknown as Histograms,
  };
}

function hasRowsOf(other: NoisyCounts, latest: NoisyCounts, asked: readonly Family[]): boolean {
  return (
    other.period !== latest.period &&
    lengthOf(other) === lengthOf(latest) &&
    asked.every((family) => other.microRho[family] > 0) &&
    String(other.catalogue.techniques) === String(latest.catalogue.techniques) &&
    String(other.catalogue.complaints) === String(latest.catalogue.complaints)
  );
}

function byFamily<T>(of: (family: Family) => T): Record<Family, T> {
  return Object.fromEntries(FAMILIES.map((family) => [family, of(family)])) as Record<Family, T>;
}
