import { type AnonymisedTable, asAnonymised, type ReleaseValue } from '../anonymised-table.ts';
import type { Programme } from '../programme/programme.ts';
import type { Family } from '../programme/questions.ts';
import type { ReleasePeriod } from '../programme/release-period.ts';
import { cellKey } from '../tally/period-tally.ts';
import { type ReleaseSpending, releaseAccount } from './budget/release-account.ts';
import { varianceOf } from './budget/release-budget.ts';
import { consistentCounts } from './estimates/consistent-counts.ts';
import type { Estimates } from './estimates/estimates.ts';
import { methodText } from './method-text.ts';
import type { NoisyCounts } from './noise/noisy-counts.ts';
import { reconcile } from './noise/reconcile.ts';
import { privacyBlock } from './privacy-block.ts';
import { ALL, releaseFields, type TABLES } from './release-fields.ts';
import { improvementColumns, type Measured, recoveryColumns } from './release-row.ts';

/**
 * The table to publish, from noisy counts alone: no data, no clock, no chance, so it is the same whenever it
 * is made. It has a row for every cell of the catalogue, every margin, the total and the recovery of every
 * technique, as far as they were asked, in that order, whoever is in them.
 *
 * @param spending of its clients before it; nothing when absent
 * @throws TypeError when the counts are of another programme or period
 */
export function anonymisedTable(
  programme: Programme,
  period: Pick<ReleasePeriod, 'period' | 'months'>,
  noisy: NoisyCounts,
  spending?: ReleaseSpending,
): AnonymisedTable {
  if (noisy.programme !== programme.programme || noisy.period !== period.period) {
    throw new TypeError('expected the counts of this programme and period');
  }
  const account = releaseAccount(programme, period, spending);
  return asAnonymised({
    fields: releaseFields(noisy.catalogue),
    primaryKey: ['period', 'table', 'technique', 'complaint'],
    rows: noisyRows(period, noisy),
    privacy: privacyBlock(programme, period, noisy, account),
    method: methodText(programme, period, noisy, account),
  });
}

type Row = Readonly<Record<string, ReleaseValue>>;

/**
 * The rows of the table: they follow from the noisy counts, and from nothing that a partner has not.
 *
 * @param estimates as the release declares them: `reconciled` alone, before there were others, may be below 0
 */
export function noisyRows(
  period: Pick<ReleasePeriod, 'period' | 'months'>,
  noisy: NoisyCounts,
  estimates: Estimates = 'consistent',
): Row[] {
  const when = { period: period.period, interval: `${period.months[0]}/${period.months.at(-1)}` };
  return rowsOf(noisy, estimates === 'consistent').map((row) => ({ ...when, ...row }));
}

function rowsOf(noisy: NoisyCounts, isConsistent: boolean): Row[] {
  const { techniques, complaints } = noisy.catalogue;
  const measured = (family: Family, key: string): Measured => ({
    bins: (noisy.counts[family] as Record<string, number[]>)[key]!,
    sigmaSquared: varianceOf(noisy.microRho[family]),
  });
  const reconciled = reconcile(noisy);
  const consistent = isConsistent ? consistentCounts(noisy.catalogue, reconciled) : undefined;
  const improvement = (family: Exclude<Family, 'recovery'>, key: string) =>
    improvementColumns(measured(family, key), {
      reconciled: reconciled[family][key]!,
      ...(consistent && { consistent: consistent[family][key]! }),
    });
  const of = <T>(family: Family, keys: readonly T[]) => (noisy.microRho[family] > 0 ? keys : []);
  const label = (table: (typeof TABLES)[number], technique: string, complaint: string) => ({
    table,
    technique,
    complaint,
  });
  return [
    ...of('cells', techniques).flatMap((technique) =>
      complaints.map((complaint) => {
        const key = cellKey(technique, complaint);
        return {
          ...label('cell', technique, complaint),
          ...improvement('cells', key),
        };
      }),
    ),
    ...of('techniques', techniques).map((technique) => ({
      ...label('technique', technique, ALL),
      ...improvement('techniques', technique),
    })),
    ...of('complaints', complaints).map((complaint) => ({
      ...label('complaint', ALL, complaint),
      ...improvement('complaints', complaint),
    })),
    ...of('total', [ALL]).map(() => ({
      ...label('total', ALL, ALL),
      ...improvement('total', ALL),
    })),
    ...of('recovery', techniques).map((technique) => ({
      ...label('recovery', technique, ALL),
      ...recoveryColumns(measured('recovery', technique), isConsistent),
    })),
  ];
}
