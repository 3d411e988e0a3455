import { complaintsIn, groupsOf } from '../../../shared/privacy/programme/complaint-groups.ts';
import type { TableDimensions } from '../../../shared/privacy/programme/table-dimensions.ts';
import { CHANGES, type PeriodTally } from '../../../shared/privacy/tally/period-tally.ts';
import { type AdditiveTable, additiveTable } from '../../../shared/privacy/threshold/additive-table.ts';
import type {
  ThresholdRelease,
  ThresholdTerms,
} from '../../../shared/privacy/threshold/threshold-release.ts';
import { CATALOGUE } from '../../privacy/tally/tally-of-cells.ts';

export const FEWEST = 11;
const ALL = 'all';

/** What a release of these dimensions is made under. */
export const termsOf = (
  { dimensions }: { dimensions: TableDimensions },
  period: string,
  catalogue: ThresholdTerms['catalogue'] = CATALOGUE,
): ThresholdTerms => ({ period, catalogue, dimensions });

/** The true counts of a table: what its cells and margins are called, in order, and clients by change of each cell. */
export type ExactTable = {
  table: AdditiveTable;
  keys: string[];
  /** By name of cell. */
  cells: Readonly<Record<string, number[]>>;
  isMargin(key: string): boolean;
};

/** The true counts of a period with all margins, as the dimensions have them, added up here from those of single complaints. */
export function exactTable(
  { improvement }: PeriodTally,
  { dimensions }: { dimensions: TableDimensions },
  catalogue: Pick<ThresholdTerms['catalogue'], 'techniques' | 'complaints'> = CATALOGUE,
): ExactTable {
  const rows: readonly string[] = dimensions.techniques ? catalogue.techniques : [];
  const columns: readonly string[] =
    dimensions.complaints === 'none'
      ? []
      : dimensions.complaints === 'each'
        ? catalogue.complaints
        : groupsOf(catalogue.complaints);
  const isWithin = (complaint: string, column: string) =>
    column === ALL ||
    (complaintsIn(column as (typeof catalogue.complaints)[number]) as readonly string[]).includes(complaint);
  const cells = Object.fromEntries(
    (rows.length > 0 ? rows : [ALL]).flatMap((row) =>
      (columns.length > 0 ? columns : [ALL]).map((column) => {
        const parts = Object.entries(improvement).filter(([key]) => {
          const [technique, complaint] = key.split('|') as [string, string];
          return (row === ALL || row === technique) && isWithin(complaint, column);
        });
        return [
          `${row}|${column}`,
          CHANGES.map((_, at) => parts.reduce((sum, [, counts]) => sum + counts[at]!, 0)),
        ];
      }),
    ),
  );
  const shape = [rows.length, columns.length].filter((size) => size > 0);
  return {
    table: additiveTable(shape, Object.values(cells).map(clientsOf)),
    keys: [...rows, ALL].flatMap((row) => [...columns, ALL].map((column) => `${row}|${column}`)),
    cells,
    isMargin: (key) => !(key in cells),
  };
}

export const clientsOf = (improvements: readonly number[] = []) =>
  improvements.reduce((sum, count) => sum + count, 0);

/** What a release leaves unknown to somebody who has every shown count, and every true margin, exactly. */
export function unknownCells(
  keys: readonly string[],
  { cells, hiddenMargins }: ThresholdRelease,
): Set<number> {
  return new Set(
    keys.flatMap((key, cell) => (cells[key] === null || hiddenMargins.includes(key) ? [cell] : [])),
  );
}
