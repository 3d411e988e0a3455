import type { PeriodTally } from '../../../shared/privacy/tally/period-tally.ts';
import { CATALOGUE } from '../../privacy/tally/tally-of-cells.ts';
import { termsOf } from './exact-table.ts';
import { inManyWorlds } from './in-many-worlds.ts';
import type { ThresholdAttack } from './threshold-mechanism.ts';

const PARTNERS = 3;

/**
 * Attack 12: partners who each got a release of the same period compare them. However often it is made, from
 * shards in any order and a catalogue listed in any order, there is one value of each cell.
 */
export const compareNotes: ThresholdAttack = (mechanism) =>
  inManyWorlds((tally, next) => {
    const { techniques, complaints } = CATALOGUE;
    const turned = { ...CATALOGUE, techniques: techniques.toReversed(), complaints: complaints.toReversed() };
    const releases = Array.from({ length: PARTNERS }, (_, partner) => {
      const terms = termsOf(mechanism, '2026Q3', partner === 1 ? turned : CATALOGUE);
      const counts = partner === 2 ? backwards(tally) : tally;
      const earlier = mechanism.release(termsOf(mechanism, '2026Q2'), next, []);
      return JSON.stringify(mechanism.table(terms, mechanism.release(terms, counts, [earlier]), counts).rows);
    });
    return new Set(releases).size > 1 ? ['partners have different releases'] : [];
  });

function backwards({ improvement, recovery }: PeriodTally): PeriodTally {
  return { improvement: Object.fromEntries(Object.entries(improvement).toReversed()), recovery };
}
