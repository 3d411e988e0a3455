import type { PeriodTally } from '../../../shared/privacy/tally/period-tally.ts';
import { SAFE_RANGE } from '../../../shared/privacy/threshold/limits.ts';
import { clopperPearson } from '../chance.ts';
import { FALSE_ALARM } from '../scale.ts';
import type { Findings } from '../verdict.ts';
import { exactTable, FEWEST, termsOf, unknownCells } from './exact-table.ts';
import { hiddenRanges } from './hidden-ranges.ts';
import { inManyWorlds } from './in-many-worlds.ts';
import type { ThresholdAttack, ThresholdMechanism } from './threshold-mechanism.ts';

/** Of large margins, the mechanism may have to take such a share for unknown to an attacker, and no more. */
const MOST_UNKNOWN_MARGINS = 0.05;

/**
 * Attack 6: integer reconstruction of cells by somebody who knows the exact count of every cell shown and every
 * true margin from elsewhere, but for margins below the threshold and those few that the mechanism says it
 * could not hold against him. Each cell of fewer than 11 clients could still be 1 or less, and 10 or more.
 */
export const computeCellsBack: ThresholdAttack = (mechanism) => {
  let [unknown, margins] = [0, 0];
  const findings = inManyWorlds((tally) => {
    const { narrow, unknownMargins, largeMargins } = reconstruct(mechanism, tally);
    unknown += unknownMargins;
    margins += largeMargins;
    return narrow;
  });
  const { low } = clopperPearson(unknown, margins, FALSE_ALARM);
  return findings.length === 0 && low > MOST_UNKNOWN_MARGINS
    ? [`it gives up ${unknown} of ${margins} margins`]
    : findings;
};

function reconstruct(mechanism: ThresholdMechanism, tally: PeriodTally) {
  const { table, keys, isMargin } = exactTable(tally, mechanism);
  const hidden = unknownCells(keys, mechanism.release(termsOf(mechanism, '2026Q3'), tally, []));
  const large = keys.flatMap((key, cell) => (isMargin(key) && table.counts[cell]! >= FEWEST ? [cell] : []));
  const small = keys.flatMap((key, cell) => (!isMargin(key) && table.counts[cell]! < FEWEST ? [cell] : []));
  const ranges = hiddenRanges(
    table,
    (cell) => (hidden.has(cell) ? { lower: 0 } : { lower: table.counts[cell]!, upper: table.counts[cell]! }),
    small,
  );
  const narrow: Findings = [...ranges].flatMap(([cell, { least, greatest }]) =>
    least <= SAFE_RANGE.least && greatest >= SAFE_RANGE.greatest
      ? []
      : [`${keys[cell]} of ${table.counts[cell]} can only be ${least} to ${greatest}`],
  );
  return {
    narrow,
    unknownMargins: large.filter((cell) => hidden.has(cell)).length,
    largeMargins: large.length,
  };
}
