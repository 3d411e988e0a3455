import type { AnonymisedTable } from '../../../shared/privacy/anonymised-table.ts';
import type { TableDimensions } from '../../../shared/privacy/programme/table-dimensions.ts';
import { loadSolver } from '../../../shared/privacy/solver/highs-solver.ts';
import type { PeriodTally } from '../../../shared/privacy/tally/period-tally.ts';
import type { AdditiveTable } from '../../../shared/privacy/threshold/additive-table.ts';
import { type EarlierPattern, suppressCells } from '../../../shared/privacy/threshold/suppress-cells.ts';
import {
  type ThresholdRelease,
  type ThresholdTerms,
  thresholdRelease,
} from '../../../shared/privacy/threshold/threshold-release.ts';
import { thresholdTable } from '../../../shared/privacy/threshold/threshold-table.ts';
import type { Findings } from '../verdict.ts';

export const SOLVER = await loadSolver();

/** Everything between exact counts and a release by threshold: the real one, or a faulty one. */
export type ThresholdMechanism = {
  /** What its tables tell apart. */
  dimensions: TableDimensions;
  suppress(table: AdditiveTable, earlier?: EarlierPattern): Set<number>;
  /** @param first of a revision: the counts of the first release */
  release(
    terms: ThresholdTerms,
    tally: PeriodTally,
    earlier: readonly ThresholdRelease[],
    first?: PeriodTally,
  ): ThresholdRelease;
  /** @param exact what a sound mechanism never looks at */
  table(terms: ThresholdTerms, release: ThresholdRelease, exact: PeriodTally): AnonymisedTable;
};

export type ThresholdAttack = (mechanism: ThresholdMechanism) => Findings;

export const REAL: ThresholdMechanism = {
  dimensions: { techniques: true, complaints: 'each' },
  suppress: (table, earlier) => suppressCells(table, SOLVER, earlier),
  release: (terms, tally, earlier, first) => thresholdRelease(terms, tally, earlier, SOLVER, first),
  table: thresholdTable,
};
