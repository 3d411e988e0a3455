import type { Catalogue } from '../programme/programme.ts';
import type { TableDimensions } from '../programme/table-dimensions.ts';
import type { LinearSolver } from '../solver/linear-solver.ts';
import { CHANGES, type PeriodTally } from '../tally/period-tally.ts';
import { additiveTable } from './additive-table.ts';
import { FEWEST_CLIENTS, type ShownCell } from './limits.ts';
import { type RepresentedShares, representedShares } from './represented-share.ts';
import { hasChanged } from './revised-cell.ts';
import { shownCell } from './shown-cell.ts';
import { suppressCells } from './suppress-cells.ts';
import { ALL, tableLayout } from './table-layout.ts';

export type ThresholdTerms = {
  /** e.g. `2026Q3` */
  period: string;
  catalogue: Pick<Catalogue, 'version' | 'techniques' | 'complaints'>;
  dimensions: TableDimensions;
};

/** A cell that is small now and was shown last time: what it holds can be guessed from that. */
type ReviewedCell = { cell: string; shownIn: string };

/**
 * What the mechanism gives, as JSON can hold it. The values of `cells` are as published; the rest is for the
 * clinics alone: which margins it had to take for unknown to an attacker, and what somebody should look at.
 */
export type ThresholdRelease = {
  period: string;
  catalogueVersion: number;
  /** By `technique|complaint`, in catalogue order; `all` for what is not asked; null where hidden. */
  cells: Record<string, ShownCell | null>;
  hiddenMargins: string[];
  /** By margin; absent from releases that were made before they said what share they stand for. */
  represented?: RepresentedShares;
  review: ReviewedCell[];
};

/**
 * Statistical disclosure control by threshold, of one period. A pattern of hidden cells that keeps every
 * count of 0 to 10 clients from being computed (suppressCells), and coarse values in the others (shownCell).
 * A suppressed aggregate and not a guarantee.
 *
 * Periods share no client's contribution and no total spans two, so an earlier period adds no equation. It
 * matters in two ways: a cell hidden in the last one is hidden first, since a pattern that moves about tells
 * more; and a cell shown in it that is small now goes on the list for review. Whatever an earlier revision of
 * the same period hid stays hidden, and what it showed stays as it was unless 11 clients or more have changed
 * (hasChanged).
 *
 * @param tally exact counts; what is outside the catalogue is ignored
 * @param earlier the programme's other releases, in any order
 * @param first of a revision: the exact counts of the first release; without them every cell stays as it was
 */
export function thresholdRelease(
  { period, catalogue, dimensions }: ThresholdTerms,
  tally: PeriodTally,
  earlier: readonly ThresholdRelease[],
  solver: LinearSolver,
  first?: PeriodTally,
): ThresholdRelease {
  const { keys, shape, isSum, countedIn } = tableLayout(catalogue, dimensions);
  const indicesOf = (hidden: readonly string[]) =>
    new Set(keys.flatMap((key, index) => (hidden.includes(key) ? [index] : [])));

  const revised = earlier.filter((release) => release.period === period);
  const last = earlier
    .filter((release) => release.period < period)
    .sort((a, b) => (a.period < b.period ? -1 : 1))
    .at(-1);
  const changesOf = (key: string, of: PeriodTally = tally) => countedIn(key, of);
  const kept = new Map(
    revised.flatMap(({ cells }) =>
      Object.entries(cells).flatMap(([key, cell]) =>
        cell && !(first && hasChanged(changesOf(key, first), changesOf(key))) ? [[key, cell] as const] : [],
      ),
    ),
  );
  // What was shown is known as it was shown, whatever it would be now.
  const inner = keys
    .filter((key) => !isSum(key))
    .map((key) => kept.get(key)?.clients ?? clientsIn(changesOf(key)));
  const table = additiveTable(shape, inner);
  const hidden = suppressCells(table, solver, {
    keep: indicesOf(revised.flatMap(hiddenIn)),
    shown: indicesOf([...kept.keys()]),
    prefer: indicesOf(last ? hiddenIn(last) : []),
  });
  const cells: ThresholdRelease['cells'] = Object.fromEntries(
    keys.flatMap((key, index) =>
      isSum(key) ? [] : [[key, kept.get(key) ?? (hidden.has(index) ? null : shownCell(changesOf(key)))]],
    ),
  );
  const margins = keys.flatMap((key, at) => (isSum(key) ? [{ key, at, shown: shownOf(key, cells) }] : []));
  const [original] = revised;
  const changesIn = (margin: string, of: PeriodTally) =>
    addedUp(
      Object.keys(cells)
        .filter((key) => isPartOf(key, margin))
        .map((key) => changesOf(key, of)),
    );
  return {
    period,
    catalogueVersion: catalogue.version,
    cells,
    represented: representedShares(
      margins,
      table,
      hidden,
      original &&
        ((key) => ({
          share: original.represented?.[key],
          shownClients: shownOf(key, original.cells).reduce((sum, { clients }) => sum + clients, 0),
          changes: first && { first: changesIn(key, first), now: changesIn(key, tally) },
        })),
    ),
    hiddenMargins: keys.filter((key, index) => isSum(key) && hidden.has(index)),
    review: [...revised, ...(last ? [last] : [])].flatMap((other) =>
      keys.flatMap((cell) =>
        clientsIn(changesOf(cell)) < FEWEST_CLIENTS && other.cells[cell]
          ? [{ cell, shownIn: other.period }]
          : [],
      ),
    ),
  };
}

/** Whether a cell is one of those that a margin adds up. */
function isPartOf(cell: string, margin: string): boolean {
  const of = cell.split('|');
  return margin.split('|').every((name, at) => name === ALL || name === of[at]);
}

function shownOf(margin: string, cells: ThresholdRelease['cells']): ShownCell[] {
  return Object.entries(cells).flatMap(([key, cell]) => (cell && isPartOf(key, margin) ? [cell] : []));
}

const addedUp = (changes: readonly (readonly number[])[]) =>
  CHANGES.map((_, at) => changes.reduce((sum, counts) => sum + counts[at]!, 0));

function hiddenIn({ cells, hiddenMargins }: ThresholdRelease): string[] {
  return [...Object.keys(cells).filter((key) => cells[key] === null), ...hiddenMargins];
}

function clientsIn(changes: readonly number[]): number {
  return changes.reduce((sum, count) => sum + count, 0);
}
