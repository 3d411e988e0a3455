import { type AdditiveTable, additiveTable } from '../../../shared/privacy/threshold/additive-table.ts';

/**
 * The 4 x 4 case of sdcTable, tests/testthat/test-simpleheuristic.R: every line has two hidden cells, and yet
 * rows 1 and 2 less columns 1 and 2 leave the one hidden cell that joins two blocks.
 */
export const SDC_TABLE = additiveTable([4, 4], [3, 4, 30, 40, 5, 6, 7, 50, 30, 40, 8, 9, 50, 60, 2, 1]);
/** The cell that joins the blocks. */
export const JOINING_CELL = 1 * 5 + 2;

/** sdcTools/UserSupport issue 135: three hidden ones in a line that are known to sum to 3 are known. */
export const THREE_SINGLETONS = additiveTable([2, 4], [1, 1, 1, 30, 40, 50, 60, 70]);

/**
 * sdcTools/UserSupport issue 136: technique x complaint and technique x outcome have techniques in common, and
 * a pattern that is safe in each of the two need not be safe in both.
 */
export const LINKED_TABLES = linked(
  additiveTable([3, 3], [4, 30, 26, 50, 5, 45, 40, 35, 25]),
  additiveTable([3, 2], [20, 40, 7, 93, 60, 40]),
);

function linked(first: AdditiveTable, second: AdditiveTable): AdditiveTable {
  const shift = first.counts.length;
  const shared = [0, 1, 2, 3].map((row) => ({ sum: row * 4 + 3, parts: [shift + row * 3 + 2] }));
  return {
    counts: [...first.counts, ...second.counts],
    lines: [
      ...first.lines,
      ...second.lines.map(({ sum, parts }) => ({
        sum: sum + shift,
        parts: parts.map((part) => part + shift),
      })),
      ...shared,
    ],
  };
}
