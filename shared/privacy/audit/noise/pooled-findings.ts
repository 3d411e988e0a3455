import { pooledCounts } from '../../differential-privacy/estimates/pooled-counts.ts';
import type { NoisyCounts } from '../../differential-privacy/noise/noisy-counts.ts';
import { pooledTable } from '../../differential-privacy/pooled-table.ts';
import type { Finding } from '../findings/finding.ts';
import { type NoisyPublication, releaseName } from '../publication/published-release.ts';
import { noisyCountsOf, rowKey } from './noisy-counts-of.ts';

/**
 * Whether pooled editions follow from the noisy bins of the releases that they add up, by making them again. Those are
 * judged of which all releases are among the ones given, each in one revision: which of two was added up, files do not say.
 *
 * @param releases of one programme
 */
export function pooledFindings(releases: readonly NoisyPublication[]): Finding[] {
  return releases.flatMap((release) => {
    const { pooled, privacy } = release;
    const parts = privacy.pooled?.periods.map((period) => countsOf(release, period, releases));
    if (!pooled || !parts?.every((part) => part !== undefined)) return [];
    const own = parts.find(({ period }) => period === release.period);
    if (!own)
      return [finding(release, 'pooled edition', 'It does not add up the period of its own release.')];
    const { rows } = pooledTable(
      pooledCounts(
        own,
        parts.filter((part) => part !== own),
      ),
      privacy.estimates,
    );
    if (rows.length !== pooled.length) {
      return [
        finding(release, 'pooled edition', `It has ${pooled.length} rows; ${rows.length} would follow.`),
      ];
    }
    return pooled.flatMap((row, at) =>
      Object.keys(row)
        .filter((name) => row[name] !== rows[at]![name])
        .map((name) =>
          finding(
            release,
            `pooled, ${rowKey(row)}`,
            `Its ${name} is ${row[name] ?? 'empty'}; ${rows[at]![name] ?? 'empty'} would follow from what is published.`,
          ),
        ),
    );
  });
}

/** What a release of a period has measured; undefined where there is none, or two of which it could be either. */
function countsOf(
  release: NoisyPublication,
  period: string,
  releases: readonly NoisyPublication[],
): NoisyCounts | undefined {
  const isOwn = period === release.period;
  const found = isOwn
    ? [release]
    : [
        ...new Map(
          releases.filter((one) => one.period === period).map((one) => [one.revision, one]),
        ).values(),
      ];
  if (found.length !== 1) return undefined;
  const noisy = noisyCountsOf(found[0]!);
  return 'missing' in noisy ? undefined : noisy;
}

function finding(release: NoisyPublication, row: string, says: string): Finding {
  return { kind: 'not-from-noisy-values', severity: 'finding', releases: [releaseName(release)], row, says };
}
