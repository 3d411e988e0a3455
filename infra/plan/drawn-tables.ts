import { type Random, randomStream } from '../../examples/simulation/random.ts';
import type { LinearSolver } from '../../shared/privacy/solver/linear-solver.ts';
import { additiveTable } from '../../shared/privacy/threshold/additive-table.ts';
import { shownCount } from '../../shared/privacy/threshold/limits.ts';
import { suppressCells } from '../../shared/privacy/threshold/suppress-cells.ts';
import type { thresholdPlan } from '../../shared/privacy/threshold/threshold-plan.ts';

/** Of a row, in periods that were drawn: how often it is shown, and what share of its clients it stands for where it is. */
export type DrawnRow = { shown: number; standsFor: number | null };

/** Enough that a chance is right to 7 percentage points, one standard error at most. */
export const PERIODS_DRAWN = 50;
/** Products of uniform numbers below it, a rounded normal above. */
const LARGE = 30;

/**
 * What becomes of the rows of a table in periods that are drawn, each by the rule by which releases hide rows. The same
 * numbers come out every time.
 *
 * @returns in the order of the plan's rows
 */
export function drawnTables(
  { layout, rows }: ReturnType<typeof thresholdPlan>,
  solver: LinearSolver,
): DrawnRow[] {
  const counted = rows.filter(({ isSum }) => !isSum);
  const partsOf = rows.map((row) =>
    counted.flatMap((cell, at) => (isWithin(cell, row) ? [{ at, place: rows.indexOf(cell) }] : [])),
  );
  const told = rows.map(() => ({ times: 0, shares: 0 }));
  for (let period = 0; period < PERIODS_DRAWN; period += 1) {
    const random = randomStream('release:plan', period);
    const counts = counted.map(({ clients }) => poisson(random, clients));
    const hidden = suppressCells(additiveTable(layout.shape, counts), solver);
    for (const [row, parts] of partsOf.entries()) {
      const shown = parts.filter(({ place }) => !hidden.has(place));
      if (shown.length === 0) continue;
      const all = parts.reduce((sum, { at }) => sum + counts[at]!, 0);
      told[row]!.times += 1;
      told[row]!.shares += rows[row]!.isSum
        ? Math.min(1, shown.reduce((sum, { at }) => sum + shownCount(counts[at]!), 0) / all)
        : 1;
    }
  }
  return told.map(({ times, shares }) => ({
    shown: times / PERIODS_DRAWN,
    standsFor: times === 0 ? null : shares / times,
  }));
}

type Named = { technique: string; complaint: string };

function isWithin(cell: Named, row: Named): boolean {
  return (['technique', 'complaint'] as const).every(
    (name) => row[name] === 'all' || row[name] === cell[name],
  );
}

function poisson(random: Random, expected: number): number {
  if (expected > LARGE) return Math.max(0, Math.round(random.normal(expected, Math.sqrt(expected))));
  const limit = Math.exp(-expected);
  let count = 0;
  for (let product = random.uniform(); product > limit; product *= random.uniform()) count += 1;
  return count;
}
