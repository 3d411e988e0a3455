import type { AnonymisedTable } from '../../../shared/privacy/anonymised-table.ts';
import { type DeclaredRules, rulesSchema } from '../../../shared/privacy/audit/publication/declared-rules.ts';
import {
  behind,
  countsBehind,
  isMultiple,
} from '../../../shared/privacy/audit/suppression/possible-cells.ts';
import type { LinearProgram } from '../../../shared/privacy/solver/linear-solver.ts';
import { CHANGES, type ClientChange } from '../../../shared/privacy/tally/period-tally.ts';
import { CATALOGUE, tallyOfCells, times } from '../../privacy/tally/tally-of-cells.ts';
import type { Findings } from '../verdict.ts';
import { clientsOf, exactTable, termsOf } from './exact-table.ts';
import { SOLVER, type ThresholdAttack } from './threshold-mechanism.ts';

const BLOCK = {
  version: 1,
  techniques: CATALOGUE.techniques.slice(0, 2),
  complaints: CATALOGUE.complaints.slice(0, 2),
};
const PLACES = BLOCK.techniques.flatMap((technique) =>
  BLOCK.complaints.map((complaint) => `${technique}|${complaint}`),
);
const MOST_CLIENTS = 500;
/** A step so small that a mean stands for itself. */
const EXACT = 1e-6;

/** Blocks of four cells: everybody alike, at an end of the scale, a few beside many, a lonely one. */
const BLOCKS: readonly (readonly number[][])[] = [
  [times(40, 10), times(40, -10), times(15, 10), [...times(12, 2), ...times(13, 3)]],
  [times(1, 7), times(12, 3), times(60, 0), times(11, -10)],
  [[...times(11, 10), ...times(11, -10)], times(30, 10), times(3, 5), times(3, 5)],
  [[...times(30, 2), ...times(30, 1)], times(100, 10), times(13, 9), [...times(80, 10), -10]],
];

/**
 * Attack 7: reconstruction of single clients from the published table, as was done to the US Census of 2010:
 * clients by cell and improvement are unknowns, every published number an inequality, and counts whole. For
 * somebody who knows in which cell a client is, each must have at least two possible improvements.
 */
export const rebuildClients: ThresholdAttack = (mechanism) =>
  BLOCKS.flatMap((block, number) => {
    const tally = tallyOfCells(Object.fromEntries(PLACES.map((key, at) => [key, block[at]!])));
    const { cells } = exactTable(tally, mechanism, BLOCK);
    const keys = Object.keys(cells);
    const terms = termsOf(mechanism, '2026Q3', BLOCK);
    const program = SOLVER.open(
      published(keys, mechanism.table(terms, mechanism.release(terms, tally, []), tally)),
    );
    const canBe = (cell: number, value: number) =>
      (program.extreme(cell * CHANGES.length + value, 'greatest')?.value ?? 0) > 0.5;
    const findings: Findings = keys.flatMap((key, cell) =>
      clientsOf(cells[key]) === 0
        ? []
        : hasTwoImprovements((value) => canBe(cell, value))
          ? []
          : [`block ${number + 1}: every client of ${key} has one possible improvement`],
    );
    program.close();
    return findings;
  });

function hasTwoImprovements(canBe: (value: number) => boolean): boolean {
  const found = new Set<number>();
  for (const [value, { improvement }] of CHANGES.entries()) {
    if (!found.has(improvement) && canBe(value)) found.add(improvement);
    if (found.size === 2) return true;
  }
  return false;
}

/** Every table of clients by cell and improvement that is published like this. */
function published(keys: readonly string[], { rows, privacy }: AnonymisedTable): LinearProgram {
  const rules = rulesSchema.parse(privacy);
  const variables = keys.flatMap(() => CHANGES.map(() => ({ lower: 0, upper: MOST_CLIENTS, integer: true })));
  // One mean of more digits than declared says that none is rounded.
  const areExact = rows.some(
    ({ technique, complaint, clients, mean_improvement: mean }) =>
      keys.includes(`${technique}|${complaint}`) &&
      typeof mean === 'number' &&
      !isMultiple(mean, stepOf(Number(clients), rules)),
  );
  const shown = keys.flatMap((key, cell) => {
    const row = rows.find(({ technique, complaint }) => `${technique}|${complaint}` === key)!;
    const { clients, mean_improvement: mean, responder_share: share } = row;
    if (typeof clients !== 'number') return [];
    /** The sum over the cell's clients of something about their change. */
    const sum = (of: (change: ClientChange) => number, lower: number, upper: number) => ({
      terms: CHANGES.map((change, at) => [cell * CHANGES.length + at, of(change)] as const),
      lower,
      upper,
    });
    const large = MOST_CLIENTS * 100;
    const [fewest, most] = countsBehind(clients, rules);
    const between = (
      value: number,
      [low, high]: readonly [number, number],
      of: (change: ClientChange) => number,
    ) => [
      ...(value <= -rules.means.limit ? [] : [sum((change) => of(change) - low, 0, large)]),
      ...(value >= rules.means.limit ? [] : [sum((change) => of(change) - high, -large, 0)]),
    ];
    return [
      sum(() => 1, fewest, most),
      ...(typeof mean === 'number'
        ? between(
            mean,
            behind(mean, areExact ? EXACT : stepOf(clients, rules)),
            ({ improvement }) => improvement,
          )
        : []),
      ...(typeof share === 'number'
        ? between(share, behind(share, rules.shares.step), ({ responder }) => Number(responder))
        : []),
    ];
  });
  return { variables, rows: shown };
}

function stepOf(clients: number, { means: { steps } }: DeclaredRules): number {
  return (steps.find(({ fromClients }) => clients >= fromClients) ?? steps.at(-1)!).step;
}
