import type { AdditiveTable } from '../../../shared/privacy/threshold/additive-table.ts';
import { SOLVER } from './threshold-mechanism.ts';

export type Range = { least: number; greatest: number };

/**
 * Between what limits counts lie for somebody who knows that all of them add up and are whole numbers, by
 * integer programming from nothing but what he is given.
 *
 * @param bounds what he knows of each count
 * @param cells those that he asks for
 */
export function hiddenRanges(
  { counts, lines }: AdditiveTable,
  bounds: (cell: number) => { lower: number; upper?: number },
  cells: readonly number[],
): Map<number, Range> {
  // No count is larger than what all of them could be; some bound is needed.
  const most = 2 * Math.max(...counts) + 1000;
  const program = SOLVER.open({
    variables: counts.map((_, cell) => ({ upper: most, integer: true, ...bounds(cell) })),
    rows: lines.map(({ sum, parts }) => ({
      terms: [[sum, -1] as const, ...parts.map((part) => [part, 1] as const)],
      lower: 0,
      upper: 0,
    })),
  });
  const extreme = (cell: number, end: keyof Range) => Math.round(program.extreme(cell, end)!.value);
  const ranges = new Map(
    cells.map((cell) => [cell, { least: extreme(cell, 'least'), greatest: extreme(cell, 'greatest') }]),
  );
  program.close();
  return ranges;
}
