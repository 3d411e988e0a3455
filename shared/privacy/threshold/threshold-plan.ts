import { Z_95 } from '../../statistics/distributions/normal-limits.ts';
import { type ExpectedMix, expectedImprovement } from '../differential-privacy/plan/expected-mix.ts';
import { inParts, POINTS } from '../differential-privacy/plan/row-plan.ts';
import { type ComplaintOrGroup, complaintsIn } from '../programme/complaint-groups.ts';
import type { Catalogue } from '../programme/programme.ts';
import type { PeriodLength } from '../programme/release-period.ts';
import type { TableDimensions } from '../programme/table-dimensions.ts';
import { FEWEST_CLIENTS, meanTenths, shownCount } from './limits.ts';
import { ALL, type TableLayout, tableLayout } from './table-layout.ts';

/** A row of a release by threshold to come, before any client has. */
export type PlannedTableRow = {
  technique: string;
  complaint: string;
  /** A sum of other rows, or counted itself. */
  isSum: boolean;
  /** Clients who are expected in it, those of hidden rows included. */
  clients: number;
  /** Of a row that is counted: the chance that as many come as a row has to have. It may be hidden with a smaller one still. */
  largeEnough?: number;
  /** Of a row that is counted: how far its mean is rounded at most, and half of a 95 % interval of who happens to come, in points. */
  meanHalfWidth?: { rounding: number; sampling: number };
};

/** What one release by threshold would have of so many clients. */
export type PlannedTable = { length: PeriodLength; clients: number; rows: readonly PlannedTableRow[] };

/**
 * What a table by threshold is expected to tell, without anybody's data: complaints are taken to be the same for every
 * technique, and who comes to be a Poisson count. Which rows are hidden with small ones depends on all of them together.
 *
 * @param clients of a period, above 0
 */
export function thresholdPlan(
  catalogue: Pick<Catalogue, 'techniques' | 'complaints'>,
  dimensions: TableDimensions,
  clients: number,
  mix: ExpectedMix,
): { layout: TableLayout; rows: PlannedTableRow[] } {
  const layout = tableLayout(catalogue, dimensions);
  const part = partOf(catalogue, mix);
  const deviation = standardDeviation(mix);
  const rows = layout.keys.map((key): PlannedTableRow => {
    const [technique, complaint] = key.split('|') as [string, string];
    const expected = clients * part(technique, complaint);
    const row = { technique, complaint, isSum: layout.isSum(key), clients: expected };
    if (row.isSum) return row;
    return {
      ...row,
      largeEnough: chanceOfEnough(expected),
      meanHalfWidth: {
        rounding: meanTenths(shownCount(expected)) / 20,
        sampling: (Z_95 * deviation) / Math.sqrt(expected),
      },
    };
  });
  return { layout, rows };
}

/** The part of the catalogue's clients that a row is about. */
function partOf({ techniques, complaints }: Pick<Catalogue, 'techniques' | 'complaints'>, mix: ExpectedMix) {
  const within = (name: string) => (name === ALL ? complaints : complaintsIn(name as ComplaintOrGroup));
  const ofComplaints = (names: readonly (keyof typeof mix.complaints)[]) =>
    names.filter((name) => complaints.includes(name)).reduce((sum, name) => sum + mix.complaints[name], 0);
  const ofTechniques = (names: readonly (keyof typeof mix.techniques)[]) =>
    names.reduce((sum, name) => sum + mix.techniques[name], 0);
  const all = ofTechniques(techniques) * ofComplaints(complaints);
  return (technique: string, complaint: string) => {
    const of = technique === ALL ? techniques : techniques.filter((name) => name === technique);
    return (ofTechniques(of) * ofComplaints(within(complaint))) / all;
  };
}

/** The chance that a Poisson count is large enough to be shown. */
function chanceOfEnough(expected: number): number {
  let [term, fewer] = [Math.exp(-expected), 0];
  for (let count = 0; count < FEWEST_CLIENTS; count += 1) {
    fewer += term;
    term *= expected / (count + 1);
  }
  return Math.max(0, 1 - fewer);
}

function standardDeviation(mix: ExpectedMix): number {
  const mean = expectedImprovement(mix);
  const squares = inParts(mix.improvement).map((part, bin) => part * (POINTS[bin]! - mean) ** 2);
  return Math.sqrt(squares.reduce((sum, one) => sum + one, 0));
}
