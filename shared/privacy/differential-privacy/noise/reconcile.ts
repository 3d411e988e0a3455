import { cellKey } from '../../tally/period-tally.ts';
import type { Family } from '../budget/release-budget.ts';
import type { NoisyCounts } from './noisy-counts.ts';

/** A histogram as estimated from everything measured: real counts, and the variance of the noise on each. */
export type Reconciled = { bins: readonly number[]; variance: number };
export type ReconciledCounts = Record<Exclude<Family, 'recovery'>, Record<string, Reconciled>>;

/**
 * Generalised least squares of the cells from cells, technique margins, complaint margins and total,
 * x = (A'WA)⁻¹ A'Wy, bin by bin; margins are sums of the cells found. The noise of each bin is independent
 * before and after.
 *
 * The normal matrix of a full two-way table is w₀ I + w₁ (same technique) + w₂ (same complaint) + w₃ (all),
 * and these commute: they act on the mean, the technique effects, the complaint effects and the rest as plain
 * numbers. So it is inverted effect by effect, in time linear in cells (Searle, Casella & McCulloch 1992,
 * Variance Components, ch. 4, of the balanced two-way layout).
 */
export function reconcile({ catalogue, microRho, counts }: NoisyCounts): ReconciledCounts {
  const { techniques, complaints } = catalogue;
  // A weight is 1 / sigma² up to one factor for all: 2 rho.
  const weight = (family: Family) => (2 * microRho[family]) / 1e6;
  const layout = effects(techniques.length, complaints.length, weight);
  const bins = counts.total.all.map((_, bin) =>
    solve(
      layout,
      techniques.map((technique) =>
        complaints.map((complaint) => counts.cells[cellKey(technique, complaint)]![bin]!),
      ),
      techniques.map((technique) => counts.techniques[technique]![bin]!),
      complaints.map((complaint) => counts.complaints[complaint]![bin]!),
      counts.total.all[bin]!,
    ),
  );
  const row = (variance: number, of: (bin: Cells) => number): Reconciled => ({
    bins: bins.map(of),
    variance,
  });
  const { variance } = layout;
  return {
    cells: Object.fromEntries(
      techniques.flatMap((technique, t) =>
        complaints.map((complaint, c) => [
          cellKey(technique, complaint),
          row(variance.cell, (bin) => bin[t]![c]!),
        ]),
      ),
    ),
    techniques: Object.fromEntries(
      techniques.map((technique, t) => [technique, row(variance.technique, (bin) => sum(bin[t]!))]),
    ),
    complaints: Object.fromEntries(
      complaints.map((complaint, c) => [complaint, row(variance.complaint, (bin) => sum(column(bin, c)))]),
    ),
    total: { all: row(variance.total, (bin) => sum(bin.map(sum))) },
  };
}

/** Estimated counts of one bin: a row a technique, a column a complaint. */
type Cells = number[][];
type Layout = ReturnType<typeof effects>;

/** What the normal matrix does to each kind of effect, and the variances that its inverse has. */
function effects(rows: number, columns: number, weight: (family: Family) => number) {
  const cell = weight('cells');
  const technique = cell + weight('techniques') * columns;
  const complaint = cell + weight('complaints') * rows;
  const mean = technique + weight('complaints') * rows + weight('total') * rows * columns;
  const size = rows * columns;
  return {
    weight,
    precision: { mean, technique, complaint, cell },
    variance: {
      cell:
        (1 / mean +
          (rows - 1) / technique +
          (columns - 1) / complaint +
          ((rows - 1) * (columns - 1)) / cell) /
        size,
      technique: (columns / rows) * (1 / mean + (rows - 1) / technique),
      complaint: (rows / columns) * (1 / mean + (columns - 1) / complaint),
      total: size / mean,
    },
  };
}

function solve(
  { weight, precision }: Layout,
  cells: Cells,
  techniques: readonly number[],
  complaints: readonly number[],
  total: number,
): Cells {
  // A'Wy: to each cell, everything measured that it is part of.
  const evidence = cells.map((row, t) =>
    row.map(
      (cell, c) =>
        weight('cells') * cell +
        weight('techniques') * techniques[t]! +
        weight('complaints') * complaints[c]! +
        weight('total') * total,
    ),
  );
  const rowMeans = evidence.map(mean);
  const columnMeans = complaints.map((_, c) => mean(column(evidence, c)));
  const grand = mean(rowMeans);
  return evidence.map((row, t) =>
    row.map(
      (value, c) =>
        grand / precision.mean +
        (rowMeans[t]! - grand) / precision.technique +
        (columnMeans[c]! - grand) / precision.complaint +
        (value - rowMeans[t]! - columnMeans[c]! + grand) / precision.cell,
    ),
  );
}

const column = (cells: Cells, c: number) => cells.map((row) => row[c]!);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
