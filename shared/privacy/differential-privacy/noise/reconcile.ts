import type { Family } from '../../programme/questions.ts';
import { cellKey } from '../../tally/period-tally.ts';
import { IMPROVEMENT_BINS } from './histograms.ts';
import type { Measurement } from './noisy-counts.ts';

/** A histogram as estimated from everything measured: real counts, and the variance of the noise on each. */
export type Reconciled = { bins: readonly number[]; variance: number };
/** A family that was not asked has none. */
export type ReconciledCounts = Record<Exclude<Family, 'recovery'>, Record<string, Reconciled>>;

/**
 * Generalised least squares of the cells from cells, technique margins, complaint margins and total, as far as they were
 * asked, x = (A'WA)⁻¹ A'Wy, bin by bin; margins are sums of the cells found. The noise of each bin is independent
 * before and after.
 *
 * The normal matrix of a full two-way table is w₀ I + w₁ (same technique) + w₂ (same complaint) + w₃ (all),
 * and these commute: they act on the mean, the technique effects, the complaint effects and the rest as plain
 * numbers. So it is inverted effect by effect, in time linear in cells (Searle, Casella & McCulloch 1992,
 * Variance Components, ch. 4, of the balanced two-way layout). Without cells the rest is not known and not needed: a
 * margin is made of the mean and its own effects.
 */
export function reconcile({ catalogue, microRho, counts }: Measurement): ReconciledCounts {
  const { techniques, complaints } = catalogue;
  // A weight is 1 / sigma² up to one factor for all: 2 rho. What was not asked has none.
  const weight = (family: Family) => (2 * microRho[family]) / 1e6;
  const isAsked = (family: Family) => microRho[family] > 0;
  const layout = effects(techniques.length, complaints.length, weight);
  const measured = (family: Exclude<Family, 'recovery'>, key: string, bin: number) =>
    isAsked(family) ? (counts[family] as Readonly<Record<string, readonly number[]>>)[key]![bin]! : 0;
  const bins = IMPROVEMENT_BINS.map((_, bin) =>
    solve(
      layout,
      techniques.map((technique) =>
        complaints.map((complaint) => measured('cells', cellKey(technique, complaint), bin)),
      ),
      techniques.map((technique) => measured('techniques', technique, bin)),
      complaints.map((complaint) => measured('complaints', complaint, bin)),
      measured('total', 'all', bin),
    ),
  );
  const { variance } = layout;
  const rows = (
    family: Exclude<Family, 'recovery'>,
    keys: readonly string[],
    ofEach: number,
    of: (bin: Estimates, at: number) => number,
  ): Record<string, Reconciled> =>
    Object.fromEntries(
      isAsked(family)
        ? keys.map((key, at) => [key, { variance: ofEach, bins: bins.map((bin) => of(bin, at)) }])
        : [],
    );
  const width = complaints.length;
  return {
    cells: rows(
      'cells',
      techniques.flatMap((technique) => complaints.map((complaint) => cellKey(technique, complaint))),
      variance.cell,
      ({ cells }, at) => cells![Math.floor(at / width)]![at % width]!,
    ),
    techniques: rows('techniques', techniques, variance.technique, (bin, t) => bin.techniques[t]!),
    complaints: rows('complaints', complaints, variance.complaint, (bin, c) => bin.complaints[c]!),
    total: rows('total', ['all'], variance.total, (bin) => bin.total),
  };
}

/** Counts of one bin in cells: a row a technique, a column a complaint. */
type Cells = number[][];
/** Estimated counts of one bin; cells only where they were asked. */
type Estimates = { cells?: Cells; techniques: number[]; complaints: number[]; total: number };
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
): Estimates {
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
  const all = grand / precision.mean;
  const ofTechnique = (t: number) => (rowMeans[t]! - grand) / precision.technique;
  const ofComplaint = (c: number) => (columnMeans[c]! - grand) / precision.complaint;
  if (precision.cell === 0) {
    return {
      techniques: rowMeans.map((_, t) => complaints.length * (all + ofTechnique(t))),
      complaints: columnMeans.map((_, c) => techniques.length * (all + ofComplaint(c))),
      total: techniques.length * complaints.length * all,
    };
  }
  const found = evidence.map((row, t) =>
    row.map(
      (value, c) =>
        all +
        ofTechnique(t) +
        ofComplaint(c) +
        (value - rowMeans[t]! - columnMeans[c]! + grand) / precision.cell,
    ),
  );
  return {
    cells: found,
    techniques: found.map(sum),
    complaints: complaints.map((_, c) => sum(column(found, c))),
    total: sum(found.map(sum)),
  };
}

const column = (cells: Cells, c: number) => cells.map((row) => row[c]!);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
