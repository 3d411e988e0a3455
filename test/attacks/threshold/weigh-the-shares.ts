import type { PeriodTally } from '../../../shared/privacy/tally/period-tally.ts';
import type { Findings } from '../verdict.ts';
import { clientsOf, exactTable, termsOf } from './exact-table.ts';
import { inManyWorlds } from './in-many-worlds.ts';
import type { ThresholdAttack, ThresholdMechanism } from './threshold-mechanism.ts';

/** Shares are said in fifths, of which the least stands for less as well. */
const PARTS = 5;

/**
 * Attack 26: what share of their clients rows say that they stand for. Somebody who knows a true total computes the share
 * himself: it has to be the one that is printed, or the row is taken for more than it is, or tells more than he has, and
 * none may stand where the total had to be taken for unknown to him. A row that was counted itself stands for all.
 */
export const weighTheShares: ThresholdAttack = (mechanism) =>
  inManyWorlds((tally) => weigh(mechanism, tally));

function weigh(mechanism: ThresholdMechanism, tally: PeriodTally): Findings {
  const terms = termsOf(mechanism, '2026Q3');
  const release = mechanism.release(terms, tally, []);
  const { cells, isMargin } = exactTable(tally, mechanism);
  return mechanism.table(terms, release, tally).rows.flatMap((row) => {
    const key = `${row['technique']}|${row['complaint']}`;
    const parts = Object.keys(cells).filter((cell) => isWithin(cell, key));
    const total = parts.reduce((sum, cell) => sum + clientsOf(cells[cell]), 0);
    const isUnknown = row['status'] !== 'a' || release.hiddenMargins.includes(key);
    const fifths = Math.min(PARTS, Math.max(1, Math.round((PARTS * Number(row['clients'])) / total)));
    const counted = key.split('|').includes('all') ? 1 : null;
    const expected = isUnknown ? null : isMargin(key) ? fifths / PARTS : counted;
    return row['represented_share'] === expected
      ? []
      : [`${key} says ${row['represented_share']} where it stands for ${expected} of ${total} clients`];
  });
}

function isWithin(cell: string, row: string): boolean {
  const names = cell.split('|');
  return row.split('|').every((name, at) => name === 'all' || name === names[at]);
}
