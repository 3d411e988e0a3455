import { noisyRows } from '../../differential-privacy/anonymised-release.ts';
import { releasePeriod } from '../../programme/release-period.ts';
import type { Finding } from '../findings/finding.ts';
import { type NoisyPublication, releaseName } from '../publication/published-release.ts';
import { noisyCountsOf, rowKey } from './noisy-counts-of.ts';

/**
 * Whether every column of a release with differential privacy follows from its noisy bins, by making the
 * table again from nothing else. What does not follow has looked at something that has no noise.
 */
export function noisyRowFindings(release: NoisyPublication): Finding[] {
  const found = (kind: Finding['kind'], row: string, says: string): Finding => ({
    kind,
    severity: 'finding',
    releases: [releaseName(release)],
    row,
    says,
  });
  const noisy = noisyCountsOf(release);
  if ('missing' in noisy)
    return [found('row-missing', noisy.missing, 'Its catalogue has it, and it has no such row of counts.')];
  const rows = noisyRows(releasePeriod(release.period)!, noisy, release.privacy.estimates);
  const again = new Map(rows.map((row) => [rowKey(row), row]));
  return release.rows.flatMap((row) => {
    const expected = again.get(rowKey(row));
    if (!expected) return [found('row-unexpected', rowKey(row), 'Its catalogue does not have it.')];
    return Object.keys(row)
      .filter((name) => row[name] !== expected[name])
      .map((name) =>
        found(
          'not-from-noisy-values',
          rowKey(row),
          `Its ${name} is ${row[name] ?? 'empty'}; ${expected[name] ?? 'empty'} would follow from its noisy counts.`,
        ),
      );
  });
}
