import type { ReleaseValue } from '../anonymised-table.ts';
import type { Family } from '../programme/questions.ts';
import { cellKey } from '../tally/period-tally.ts';
import { COUNTED_ONCE } from './estimates/clients-of-periods.ts';
import { consistentCounts } from './estimates/consistent-counts.ts';
import type { Estimates } from './estimates/estimates.ts';
import { BIN_ERROR } from './noise/histograms.ts';
import type { Measurement } from './noise/noisy-counts.ts';
import { reconcile } from './noise/reconcile.ts';
import { ALL, type TABLES } from './release-fields.ts';
import { type Alike, improvementColumns, type Measured, recoveryColumns } from './release-row.ts';

export type Row = Readonly<Record<string, ReleaseValue>>;

const MICRO = 1e6;

/**
 * The rows that follow from what was measured, in the order of the catalogue: each cell, each margin, the total and
 * recovery, as far as they were asked.
 *
 * @param alike how many times larger the variance of who came is than if all who are counted were different people
 */
export function measuredRows(
  measurement: Measurement,
  { estimates, alike = COUNTED_ONCE }: { estimates: Estimates; alike?: Alike },
): Row[] {
  const isConsistent = estimates !== 'reconciled';
  const binError = estimates === 'consistent-beyond-bins' ? BIN_ERROR : 0;
  const { techniques, complaints } = measurement.catalogue;
  const measured = (family: Family, key: string): Measured => ({
    bins: (measurement.counts[family] as Record<string, number[]>)[key]!,
    sigmaSquared: MICRO / (2 * measurement.microRho[family]),
  });
  const reconciled = reconcile(measurement);
  const consistent = isConsistent ? consistentCounts(measurement.catalogue, reconciled) : undefined;
  const improvement = (family: Exclude<Family, 'recovery'>, key: string) =>
    improvementColumns(measured(family, key), {
      reconciled: reconciled[family][key]!,
      alike,
      binError,
      ...(consistent && { consistent: consistent[family][key]! }),
    });
  const of = <T>(family: Family, keys: readonly T[]) => (measurement.microRho[family] > 0 ? keys : []);
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
      ...recoveryColumns(measured('recovery', technique), isConsistent, alike),
    })),
  ];
}
