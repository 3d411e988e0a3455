import { chiSquareTail } from '../../../statistics/distributions/chi-square-tail.ts';
import type { Family } from '../../programme/questions.ts';
import { cellKey } from '../../tally/period-tally.ts';
import type { Finding } from '../findings/finding.ts';
import { declaredFamilies, declaredVariance } from '../publication/declared-budget.ts';
import { type NoisyPublication, releaseName } from '../publication/published-release.ts';
import { noisyCountsOf } from './noisy-counts-of.ts';

/** One false alarm in a million sets. */
const FALSE_ALARM = 1e-6;

/**
 * Whether the noise is as large as declared, of each release and of all together. Margins are measured apart
 * from their cells, so a margin less the sum of its cells is nothing but noise: squared and divided by the
 * declared variances, these differences are a chi-square. Too small means less noise than is promised; too
 * large, that something else differs.
 *
 * @param releases of one programme
 */
export function noiseFindings(releases: readonly NoisyPublication[]): Finding[] {
  const distinct = [...new Map(releases.map((release) => [releaseName(release), release])).values()];
  const falseAlarm = FALSE_ALARM / (2 * (distinct.length + 1));
  const alone = distinct.flatMap((release) => misfit([release], falseAlarm));
  return alone.length > 0 ? alone : misfit(distinct, falseAlarm);
}

function misfit(releases: readonly NoisyPublication[], falseAlarm: number): Finding[] {
  const differences = releases.flatMap(differencesOf);
  if (differences.length === 0) return [];
  const sum = differences.reduce((total, difference) => total + difference ** 2, 0);
  const more = chiSquareTail(sum, differences.length);
  const found = (says: string): Finding[] => [
    { kind: 'noise-not-as-declared', severity: 'finding', releases: releases.map(releaseName), says },
  ];
  const ratio = (sum / differences.length).toFixed(2);
  if (1 - more < falseAlarm)
    return found(`Its noise has ${ratio} of the declared variance: less is hidden than promised.`);
  if (more < falseAlarm)
    return found(
      `Margins and cells differ by ${ratio} of the declared variance: they do not measure the same.`,
    );
  return [];
}

/**
 * Sums that are measured twice, less each other, in declared standard deviations: a technique's margin less its cells, or
 * where there is none a complaint's, and the total less margins that no other difference is made of. Where none of this is
 * asked, what techniques and recovery count of one technique, which are the same clients.
 */
function differencesOf(release: NoisyPublication): number[] {
  const noisy = noisyCountsOf(release);
  if ('missing' in noisy) return [];
  const { techniques, complaints } = noisy.catalogue;
  const { counts } = noisy;
  const asked = new Set(declaredFamilies(release.privacy));
  const variance = (family: Family) => declaredVariance(release.privacy, family);
  const less = (
    margin: readonly number[],
    of: Family,
    parts: readonly (readonly number[])[],
    from: Family,
  ): number[] => {
    const sd = Math.sqrt(variance(of) + parts.length * variance(from));
    return margin.map((count, bin) => (count - parts.reduce((sum, part) => sum + part[bin]!, 0)) / sd);
  };
  const margin = asked.has('cells') && (['techniques', 'complaints'] as const).find((one) => asked.has(one));
  const lessCells =
    margin === 'techniques'
      ? techniques.flatMap((one) =>
          less(
            counts.techniques[one]!,
            margin,
            complaints.map((other) => counts.cells[cellKey(one, other)]!),
            'cells',
          ),
        )
      : margin === 'complaints'
        ? complaints.flatMap((one) =>
            less(
              counts.complaints[one]!,
              margin,
              techniques.map((other) => counts.cells[cellKey(other, one)]!),
              'cells',
            ),
          )
        : [];
  const added = (['complaints', 'techniques', 'cells'] as const).find(
    (family) => asked.has(family) && family !== margin && (family !== 'cells' || !margin),
  );
  if (asked.has('total') && added) {
    return [...lessCells, ...less(counts.total.all, 'total', Object.values(counts[added]), added)];
  }
  if (margin || !asked.has('techniques') || !asked.has('recovery')) return lessCells;
  const all = (bins: readonly number[]) => bins.reduce((sum, count) => sum + count, 0);
  return techniques.map((one) => {
    const [bins, recovery] = [counts.techniques[one]!, counts.recovery[one]!];
    const sd = Math.sqrt(bins.length * variance('techniques') + recovery.length * variance('recovery'));
    return (all(bins) - all(recovery)) / sd;
  });
}
