import { chiSquareTail } from '../../../statistics/distributions/chi-square-tail.ts';
import type { Finding } from '../findings/finding.ts';
import { declaredFamilies, declaredVariance } from '../publication/declared-budget.ts';
import { type NoisyPublication, releaseName } from '../publication/published-release.ts';
import { noisyCountsOf } from './noisy-counts-of.ts';

/** One false alarm in a million sets. */
const FALSE_ALARM = 1e-6;

/**
 * Whether two releases share their noise. Then it falls out of their difference, and what is left are the
 * clients who came and went, exactly. Independent noise makes differences at least as large as the variances of
 * both, whatever the clients add; a chi-square that is too small for that says that it is not.
 *
 * @param releases of one programme
 */
export function reusedNoiseFindings(releases: readonly NoisyPublication[]): Finding[] {
  const distinct = [...new Map(releases.map((release) => [releaseName(release), release])).values()];
  const pairs = distinct.flatMap((one, at) => distinct.slice(at + 1).map((other) => [one, other] as const));
  return pairs.flatMap(([one, other]) => {
    const differences = differencesOf(one, other);
    if (differences.length === 0) return [];
    const sum = differences.reduce((total, difference) => total + difference ** 2, 0);
    if (1 - chiSquareTail(sum, differences.length) >= FALSE_ALARM / pairs.length) return [];
    return {
      kind: 'noise-reused',
      severity: 'finding',
      releases: [releaseName(one), releaseName(other)],
      says:
        `Their counts differ by ${(sum / differences.length).toFixed(2)} of the variance that two drawings have: ` +
        'with shared noise, their difference shows who came and went.',
    } as const;
  });
}

/** Of each count that both have, in declared standard deviations. */
function differencesOf(one: NoisyPublication, other: NoisyPublication): number[] {
  const [before, after] = [noisyCountsOf(one), noisyCountsOf(other)];
  if ('missing' in before || 'missing' in after) return [];
  const both = declaredFamilies(other.privacy);
  return declaredFamilies(one.privacy)
    .filter((family) => both.includes(family))
    .flatMap((family) => {
      const sd = Math.sqrt(declaredVariance(one.privacy, family) + declaredVariance(other.privacy, family));
      const others: Readonly<Record<string, readonly number[]>> = after.counts[family];
      return Object.entries(before.counts[family]).flatMap(([key, bins]) =>
        bins.flatMap((count, bin) => {
          const twin = others[key]?.[bin];
          return twin === undefined ? [] : [(count - twin) / sd];
        }),
      );
    });
}
