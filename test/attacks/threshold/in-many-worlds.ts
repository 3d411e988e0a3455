import fc from 'fast-check';
import type { PeriodTally } from '../../../shared/privacy/tally/period-tally.ts';
import { periodCells, tallyOfCells } from '../../privacy/tally/tally-of-cells.ts';
import { SCALE } from '../scale.ts';
import type { Findings } from '../verdict.ts';

/** Tries an attack on random periods, cells of every size, until it finds something. */
export function inManyWorlds(attack: (tally: PeriodTally, next: PeriodTally) => Findings): Findings {
  const property = fc.property(periodCells, periodCells, (cells, next) => {
    const [finding] = attack(tallyOfCells(cells), tallyOfCells(next));
    if (finding !== undefined) throw new Error(finding);
  });
  // The first world is enough: a smaller one would be nicer to read, and slow to find.
  const result = fc.check(property, { numRuns: SCALE.worlds, endOnFailure: true });
  const { message } = (result.errorInstance ?? {}) as Partial<Error>;
  return result.failed ? [`${message} (seed ${result.seed}, path ${result.counterexamplePath})`] : [];
}
