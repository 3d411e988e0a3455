import { tableDimensions } from '../privacy/programme/table-dimensions.ts';
import type { LinearSolver } from '../privacy/solver/linear-solver.ts';
import { type ThresholdRelease, thresholdRelease } from '../privacy/threshold/threshold-release.ts';
import { thresholdTable } from '../privacy/threshold/threshold-table.ts';
import type { Mechanism } from './mechanism.ts';
import type { ReleaseTerms } from './release-terms.ts';

/**
 * Publication by threshold. It spends no budget, since it promises nothing that could be spent.
 *
 * @param loadSolver called when a release is made and not before: the solver is large
 */
export function thresholdMechanism(loadSolver: () => Promise<LinearSolver>): Mechanism {
  return {
    charge: () => ({ tables: {}, microRho: 0 }),
    async anonymise({ terms, tally }, earlier, first) {
      const others = earlier.map((kept) => JSON.parse(kept) as ThresholdRelease).filter(isByThreshold);
      return JSON.stringify(thresholdRelease(termsOf(terms), tally, others, await loadSolver(), first));
    },
    table: (terms, kept) => thresholdTable(termsOf(terms), JSON.parse(kept) as ThresholdRelease),
  };
}

/** A programme of before may have been published in the other mode too. */
function isByThreshold(kept: Partial<ThresholdRelease>): boolean {
  return kept.cells !== undefined;
}

function termsOf({ period, catalogue, programme }: ReleaseTerms) {
  return { period: period.period, catalogue, dimensions: tableDimensions(programme.questions) };
}
