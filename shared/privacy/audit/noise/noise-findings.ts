import { chiSquareTail } from '../../../statistics/distributions/chi-square-tail.ts';
import { cellKey } from '../../tally/period-tally.ts';
import type { Finding } from '../findings/finding.ts';
import { declaredVariance } from '../publication/declared-budget.ts';
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

/** A technique's margin less its cells, and the total less the complaints, in declared standard deviations. */
function differencesOf(release: NoisyPublication): number[] {
  const noisy = noisyCountsOf(release);
  if ('missing' in noisy) return [];
  const { techniques, complaints } = noisy.catalogue;
  const { counts } = noisy;
  const [cells, technique, complaint, total] = (['cells', 'techniques', 'complaints', 'total'] as const).map(
    (family) => declaredVariance(release.privacy, family),
  );
  const differences = (margin: readonly number[], parts: readonly (readonly number[])[], variance: number) =>
    margin.map(
      (count, bin) => (count - parts.reduce((sum, part) => sum + part[bin]!, 0)) / Math.sqrt(variance),
    );
  return [
    ...techniques.flatMap((one) =>
      differences(
        counts.techniques[one]!,
        complaints.map((other) => counts.cells[cellKey(one, other)]!),
        technique! + complaints.length * cells!,
      ),
    ),
    ...differences(
      counts.total.all,
      complaints.map((one) => counts.complaints[one]!),
      total! + complaints.length * complaint!,
    ),
  ];
}
