import { isSaid, type Withheld } from '../../claims/contract.ts';
import { counted } from '../words/listed.ts';
import type { IntervalRow, IntervalTable } from './interval-table.ts';

/** Fewer rows each say their reason themselves: they are read faster so. */
const FEWEST_ALIKE = 3;

/** Rows that say nothing, all for the same reason. */
export type RowsAlike = Withheld & { rows: readonly IntervalRow[]; name: string };

/**
 * The rows of a table, and those of them that would only repeat one reason: it is said once, with how many it holds for.
 * Rows that open pages of their own stay where they are, unless all of them say the same.
 */
export function saidOnce({ rows, of }: Pick<IntervalTable, 'rows' | 'of'>): {
  rows: readonly IntervalRow[];
  alike: readonly RowsAlike[];
} {
  const silent = rows.flatMap((row) =>
    isSaid(row.estimate) ? [] : [{ row, withheld: row.estimate.withheld }],
  );
  if (of === undefined) return { rows, alike: [] };
  const groups = [...Map.groupBy(silent, ({ withheld }) => withheld)].filter(
    ([, group]) =>
      group.length >= FEWEST_ALIKE &&
      (group.length === rows.length || group.every(({ row }) => row.code === undefined)),
  );
  const alike = groups.map(([withheld, group]) => {
    const whole = group.length === rows.length ? 'all ' : '';
    return { withheld, rows: group.map(({ row }) => row), name: `${whole}${counted(group.length, of)}` };
  });
  const together = new Set(alike.flatMap((group) => group.rows));
  return { rows: rows.filter((row) => !together.has(row)), alike };
}
