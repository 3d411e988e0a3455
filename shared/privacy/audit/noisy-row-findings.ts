import { anonymisedTable } from '../differential-privacy/anonymised-release.ts';
import { programmeOf } from '../programme.ts';
import { releasePeriod } from '../release-period.ts';
import { declaredBudget } from './declared-budget.ts';
import type { Finding } from './finding.ts';
import { noisyCountsOf, rowKey } from './noisy-counts-of.ts';
import { type PublishedRelease, releaseName } from './published-release.ts';

/**
 * Whether every column of a release with differential privacy follows from its noisy bins, by making the
 * table again from nothing else. What does not follow has looked at something that has no noise.
 */
export function noisyRowFindings(release: PublishedRelease): Finding[] {
  const found = (kind: Finding['kind'], says: string, row?: string): Finding => ({
    kind,
    severity: 'finding',
    releases: [releaseName(release)],
    ...(row !== undefined && { row }),
    says,
  });
  const declared = declaredBudget(release.privacy);
  if ('lacks' in declared)
    return [found('unknown-mode', `It does not say how it was measured: ${declared.lacks} is missing.`)];
  const noisy = noisyCountsOf(release, declared);
  if ('missing' in noisy)
    return [
      found('rows-differ', 'The catalogue has it, and the release has no such row of counts.', noisy.missing),
    ];
  const period = releasePeriod(release.period);
  if (!period)
    return [found('unknown-mode', `Its period ${release.period} is neither a quarter nor a half-year.`)];
  const programme = programmeOf({ programme: release.programme, clinics: ['any'] });
  const again = new Map(anonymisedTable(programme, period, noisy).rows.map((row) => [rowKey(row), row]));
  return release.rows.flatMap((row) => {
    const expected = again.get(rowKey(row));
    if (!expected) return [found('rows-differ', 'Its catalogue does not have it.', rowKey(row))];
    return Object.keys(row)
      .filter((name) => row[name] !== expected[name])
      .map((name) =>
        found(
          'not-from-noisy-values',
          `Its ${name} is ${row[name] ?? 'empty'}; ${expected[name] ?? 'empty'} would follow from its noisy counts.`,
          rowKey(row),
        ),
      );
  });
}
