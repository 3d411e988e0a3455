import { type AnonymisedTable, asAnonymised, type ReleaseValue } from '../anonymised-table.ts';
import type { Programme } from '../programme/programme.ts';
import type { ReleasePeriod } from '../programme/release-period.ts';
import { cellKey } from '../tally/period-tally.ts';
import { type ReleaseSpending, releaseAccount } from './budget/release-account.ts';
import { type Family, sigmaSquaredOf } from './budget/release-budget.ts';
import { methodText } from './method-text.ts';
import type { NoisyCounts } from './noise/noisy-counts.ts';
import { reconcile } from './noise/reconcile.ts';
import { privacyBlock } from './privacy-block.ts';
import { ALL, RELEASE_FIELDS, type TABLES } from './release-fields.ts';
import { improvementColumns, type Measured, recoveryColumns } from './release-row.ts';

/**
 * The table to publish, from noisy counts alone: no data, no clock, no chance, so it is the same whenever it
 * is made. It has a row for every cell of the catalogue, every margin, the total and the recovery of every
 * technique, in that order, whoever is in them.
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
  const when = { period: period.period, interval: `${period.months[0]}/${period.months.at(-1)}` };
  const account = releaseAccount(programme, period, spending);
  return asAnonymised({
    fields: RELEASE_FIELDS,
    primaryKey: ['period', 'table', 'technique', 'complaint'],
    rows: rowsOf(noisy).map((row) => ({ ...when, ...row })),
    privacy: privacyBlock(programme, noisy, account),
    method: methodText(programme, period, noisy, account),
  });
}

type Row = Readonly<Record<string, ReleaseValue>>;

function rowsOf(noisy: NoisyCounts): Row[] {
  const { techniques, complaints } = noisy.catalogue;
  const sigmaSquared = (family: Family) => {
    const { numerator, denominator } = sigmaSquaredOf(noisy.microRho[family]);
    return Number(numerator) / Number(denominator);
  };
  const measured = (family: Family, key: string): Measured => ({
    bins: (noisy.counts[family] as Record<string, number[]>)[key]!,
    sigmaSquared: sigmaSquared(family),
  });
  const all = reconcile(noisy);
  const label = (table: (typeof TABLES)[number], technique: string, complaint: string) => ({
    table,
    technique,
    complaint,
  });
  return [
    ...techniques.flatMap((technique) =>
      complaints.map((complaint) => {
        const key = cellKey(technique, complaint);
        return {
          ...label('cell', technique, complaint),
          ...improvementColumns(measured('cells', key), all.cells[key]!),
        };
      }),
    ),
    ...techniques.map((technique) => ({
      ...label('technique', technique, ALL),
      ...improvementColumns(measured('techniques', technique), all.techniques[technique]!),
    })),
    ...complaints.map((complaint) => ({
      ...label('complaint', ALL, complaint),
      ...improvementColumns(measured('complaints', complaint), all.complaints[complaint]!),
    })),
    { ...label('total', ALL, ALL), ...improvementColumns(measured('total', ALL), all.total[ALL]!) },
    ...techniques.map((technique) => ({
      ...label('recovery', technique, ALL),
      ...recoveryColumns(measured('recovery', technique)),
    })),
  ];
}
