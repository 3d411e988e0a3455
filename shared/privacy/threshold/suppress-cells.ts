import type { LinearSolver } from '../solver/linear-solver.ts';
import type { AdditiveTable, Line } from './additive-table.ts';
import { FEWEST_CLIENTS } from './limits.ts';
import { openAudit, type SafetyAudit } from './safety-audit.ts';

export type EarlierPattern = {
  /** Cells that stay suppressed: what an earlier release of the same counts hid. */
  keep?: ReadonlySet<number>;
  /** Cells that stay as an earlier release of the same counts showed them: hiding them now would hide nothing. */
  shown?: ReadonlySet<number>;
  /** Cells that are taken before others, since they were hidden last time. */
  prefer?: ReadonlySet<number>;
};

/**
 * Which cells to hide so that no cell of fewer than 11 clients, an empty one included, can be computed back
 * from the others: primary suppression, then complementary suppression until linear programming finds every
 * small cell safe (Fischetti and Salazar 2000 give the problem and the audit; the heuristic is greedy).
 *
 * 1. Hide every small cell, margins included.
 * 2. While a line has exactly one hidden cell, hide its cheapest other one.
 * 3. While a small cell's range is too narrow, hide the cheapest cell that shares a line with it, and go to 2.
 * 4. Show each cell hidden in 2 and 3 again, dearest first, if every range stays wide enough.
 *
 * Cheap means: inner cells before margins, cells hidden last time before others, small before large. A margin
 * is hidden only when its inner cells do not suffice; since true margins are never published, that gives up
 * an assumption of what an attacker knows, not a number. It ends at the latest with everything hidden, which
 * is safe, so it always succeeds.
 *
 * @returns the hidden cells, margins included
 */
export function suppressCells(
  table: AdditiveTable,
  solver: LinearSolver,
  { keep = new Set(), shown: fixed = new Set(), prefer = new Set() }: EarlierPattern = {},
): Set<number> {
  const { counts, lines } = table;
  const small = counts.flatMap((count, cell) => (count < FEWEST_CLIENTS && !fixed.has(cell) ? [cell] : []));
  const hidden = new Set([...small, ...keep]);
  const cheapestFirst = byCost(table, prefer);
  const added = completeLines(lines, hidden, cheapestFirst, fixed);
  const audit = openAudit(table, small, hidden, solver);
  try {
    const hide = (cells: readonly number[]) => {
      for (const cell of cells) {
        hidden.add(cell);
        added.push(cell);
        audit.suppress(cell);
      }
    };
    for (const unsafe of unsafeUntilNone(small, audit)) {
      hide([cheapestNear(unsafe, table, new Set([...hidden, ...fixed]), cheapestFirst)]);
      hide(completeLines(lines, hidden, cheapestFirst, fixed));
    }
    for (const cell of added.sort((a, b) => cheapestFirst(b, a)))
      if (audit.tryToPublish(cell)) hidden.delete(cell);
    return hidden;
  } finally {
    audit.close();
  }
}

/**
 * Hides the cheapest other cell of every line with a single hidden one.
 *
 * @param fixed cells that stay shown
 * @returns the cells that it added
 */
export function completeLines(
  lines: readonly Line[],
  hidden: Set<number>,
  cheapestFirst: (a: number, b: number) => number,
  fixed: ReadonlySet<number> = new Set(),
): number[] {
  const added: number[] = [];
  const cellsOf = lines.map(({ sum, parts }) => [...parts, sum]);
  for (let changed = true; changed; ) {
    changed = false;
    for (const cells of cellsOf) {
      const shown = cells.filter((cell) => !hidden.has(cell));
      if (cells.length - shown.length !== 1) continue;
      const cheapest = shown.filter((cell) => !fixed.has(cell)).sort(cheapestFirst)[0];
      if (cheapest === undefined) continue;
      hidden.add(cheapest);
      added.push(cheapest);
      changed = true;
    }
  }
  return added;
}

/** Every unsafe cell in turn, as often as it takes, while the one who asks hides others. */
function* unsafeUntilNone(small: readonly number[], audit: SafetyAudit): Generator<number> {
  for (let found = true; found; ) {
    found = false;
    for (const cell of small) {
      if (audit.isSafe(cell)) continue;
      found = true;
      yield cell;
    }
  }
}

/** Of the cells that share a line with it, or else of all: with everything hidden, nothing is unsafe. */
function cheapestNear(
  cell: number,
  { counts, lines }: AdditiveTable,
  taken: ReadonlySet<number>,
  cheapestFirst: (a: number, b: number) => number,
): number {
  const shown = (cells: readonly number[]) => cells.filter((other) => !taken.has(other)).sort(cheapestFirst);
  const near = lines.flatMap(({ sum, parts }) =>
    sum === cell || parts.includes(cell) ? [...parts, sum] : [],
  );
  return shown(near)[0] ?? shown([...counts.keys()])[0]!;
}

/** Orders cells by what hiding them costs. */
export function byCost(
  { counts, lines }: AdditiveTable,
  prefer: ReadonlySet<number> = new Set(),
): (a: number, b: number) => number {
  const margins = new Set(lines.map(({ sum }) => sum));
  const rank = (cell: number) => (margins.has(cell) ? 2 : 0) + (prefer.has(cell) ? 0 : 1);
  return (a, b) => rank(a) - rank(b) || counts[a]! - counts[b]! || a - b;
}
