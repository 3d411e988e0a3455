import type { NoisyCounts } from '../../differential-privacy/noise/noisy-counts.ts';
import type { Family } from '../../programme/questions.ts';
import { cellKey } from '../../tally/period-tally.ts';
import { ALL, type NoisyPublication, type PublishedRow } from '../publication/published-release.ts';

const FAMILY_OF: Readonly<Record<string, Family>> = {
  cell: 'cells',
  technique: 'techniques',
  complaint: 'complaints',
  total: 'total',
  recovery: 'recovery',
};
const BINS = ['bin_1', 'bin_2', 'bin_3', 'bin_4', 'bin_5', 'bin_6'];

/**
 * The noisy counts that a release was made from, read back from its bins: of the families that it declares.
 *
 * @returns what is missing when a row of the declared catalogue is not there or has no whole numbers
 */
export function noisyCountsOf({
  programme,
  period,
  rows,
  privacy: { tables, catalogueVersion, catalogue },
}: NoisyPublication): NoisyCounts | { missing: string } {
  const { techniques, complaints } = catalogue;
  const found = new Map(rows.map((row) => [rowKey(row), binsOf(row)]));
  let missing: string | undefined;
  const bins = (table: string, technique: string, complaint: string, count: number) => {
    const key = [table, technique, complaint].join(', ');
    const counts = found.get(key)?.slice(0, count);
    if (counts?.length !== count) missing ??= key;
    return counts ?? [];
  };
  const of = <T>(family: Family, keys: readonly T[]) => (tables[family] ? keys : []);
  const counts = {
    cells: Object.fromEntries(
      of('cells', techniques).flatMap((technique) =>
        complaints.map((complaint) => [cellKey(technique, complaint), bins('cell', technique, complaint, 5)]),
      ),
    ),
    techniques: Object.fromEntries(
      of('techniques', techniques).map((one) => [one, bins('technique', one, ALL, 5)]),
    ),
    complaints: Object.fromEntries(
      of('complaints', complaints).map((one) => [one, bins('complaint', ALL, one, 5)]),
    ),
    total: tables.total ? { all: bins('total', ALL, ALL, 5) } : ({} as { all: number[] }),
    recovery: Object.fromEntries(
      of('recovery', techniques).map((one) => [one, bins('recovery', one, ALL, 6)]),
    ),
  };
  if (missing !== undefined) return { missing };
  const microRho = Object.fromEntries(
    Object.values(FAMILY_OF).map((family) => [family, Math.round((tables[family]?.rho ?? 0) * 1e6)]),
  ) as Record<Family, number>;
  return { programme, period, catalogue: { version: catalogueVersion, ...catalogue }, microRho, counts };
}

export const rowKey = (row: PublishedRow) => [row['table'], row['technique'], row['complaint']].join(', ');

function binsOf(row: PublishedRow): number[] {
  return BINS.map((name) => row[name]).filter((count) => Number.isInteger(count)) as number[];
}
