import type { LinearSolver } from '../solver/linear-solver.ts';
import type { AdditiveTable } from './additive-table.ts';
import { SAFE_RANGE } from './limits.ts';

/** Solutions are floating-point numbers near whole ones. */
const TOLERANCE = 1e-6;

/** Counts that are consistent with everything that is published. */
type Witness = readonly number[];

/** Asks, for a pattern of suppression that can change, which cells it keeps safe. */
export type SafetyAudit = {
  isSafe(cell: number): boolean;
  suppress(cell: number): void;
  /** Shows a cell if that leaves all cells under protection safe. @returns whether it did */
  tryToPublish(cell: number): boolean;
  close(): void;
};

/**
 * Takes the place of an attacker who knows the true count of every cell that is not suppressed, margins
 * included, and computes by linear programming between what limits each protected cell lies. That is more
 * than anybody gets, since what is published is rounded and true margins never are.
 *
 * Counts that prove one cell's range prove others' too, so they are kept, and most cells need no solving.
 */
export function openAudit(
  { counts, lines }: AdditiveTable,
  protectedCells: readonly number[],
  suppressed: ReadonlySet<number>,
  solver: LinearSolver,
): SafetyAudit {
  // Some limit keeps every program bounded; a lower one could only make a cell look less safe than it is.
  const most = 2 * Math.max(...counts) + 1000;
  const program = solver.open({
    variables: counts.map((count, cell) =>
      suppressed.has(cell) ? { lower: 0, upper: most } : { lower: count, upper: count },
    ),
    rows: lines.map(({ sum, parts }) => ({
      terms: [[sum, -1] as const, ...parts.map((part) => [part, 1] as const)],
      lower: 0,
      upper: 0,
    })),
  });
  let low = new Map<number, Witness>();
  let high = new Map<number, Witness>();
  const learn = (witness: Witness) => {
    for (const cell of protectedCells) {
      if (!low.has(cell) && witness[cell]! <= SAFE_RANGE.least + TOLERANCE) low.set(cell, witness);
      if (!high.has(cell) && witness[cell]! >= SAFE_RANGE.greatest - TOLERANCE) high.set(cell, witness);
    }
  };
  const reaches = (cell: number, proofs: () => Map<number, Witness>, end: 'least' | 'greatest') => {
    if (proofs().has(cell)) return true;
    learn(program.extreme(cell, end)!.point);
    return proofs().has(cell);
  };
  learn(counts);

  const isSafe = (cell: number) => reaches(cell, () => low, 'least') && reaches(cell, () => high, 'greatest');
  return {
    isSafe,
    suppress: (cell) => program.setBounds(cell, 0, most),
    tryToPublish(cell) {
      const before = { low, high };
      const count = counts[cell]!;
      const stillHolds = (proofs: Map<number, Witness>) =>
        new Map([...proofs].filter(([, witness]) => Math.abs(witness[cell]! - count) < TOLERANCE));
      [low, high] = [stillHolds(low), stillHolds(high)];
      program.setBounds(cell, count, count);
      if (protectedCells.every(isSafe)) return true;
      program.setBounds(cell, 0, most);
      ({ low, high } = before);
      return false;
    },
    close: program.close,
  };
}
