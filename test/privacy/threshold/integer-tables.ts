import type { AdditiveTable } from '../../../shared/privacy/threshold/additive-table.ts';

/**
 * A second opinion on what can be computed back: every table of whole numbers that has the published counts
 * and adds up, by trying them one after the other. No linear programming, so for small tables only.
 *
 * @param most no hidden count is tried beyond this
 * @returns the least and greatest value of each cell over all of them
 */
export function integerRanges(
  { counts, lines }: AdditiveTable,
  hidden: ReadonlySet<number>,
  most: number,
): { least: number; greatest: number }[] {
  const values = counts.map((count, cell) => (hidden.has(cell) ? undefined : count));
  const ranges = counts.map(() => ({ least: Number.POSITIVE_INFINITY, greatest: Number.NEGATIVE_INFINITY }));
  const linesOf = counts.map((_, cell) =>
    lines.filter(({ sum, parts }) => sum === cell || parts.includes(cell)),
  );
  const order = [...hidden];

  /** Whether a line can still add up, whatever its unknown counts are. */
  const canAddUp = ({ sum, parts }: (typeof lines)[number]) => {
    const unknown = parts.filter((part) => values[part] === undefined).length;
    const known = parts.reduce((total, part) => total + (values[part] ?? 0), 0);
    const total = values[sum];
    if (total === undefined) return true;
    return unknown === 0 ? known === total : known <= total && total <= known + unknown * most;
  };
  const tryFrom = (at: number): void => {
    if (at === order.length) {
      for (const [cell, range] of ranges.entries()) {
        range.least = Math.min(range.least, values[cell]!);
        range.greatest = Math.max(range.greatest, values[cell]!);
      }
      return;
    }
    const cell = order[at]!;
    for (let value = 0; value <= most; value += 1) {
      values[cell] = value;
      if (linesOf[cell]!.every(canAddUp)) tryFrom(at + 1);
    }
    values[cell] = undefined;
  };
  tryFrom(0);
  return ranges;
}
