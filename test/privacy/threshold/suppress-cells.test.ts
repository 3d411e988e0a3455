import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadSolver } from '../../../shared/privacy/solver/highs-solver.ts';
import type { LinearSolver } from '../../../shared/privacy/solver/linear-solver.ts';
import { type AdditiveTable, additiveTable } from '../../../shared/privacy/threshold/additive-table.ts';
import { FEWEST_CLIENTS } from '../../../shared/privacy/threshold/limits.ts';
import { openAudit } from '../../../shared/privacy/threshold/safety-audit.ts';
import { byCost, completeLines, suppressCells } from '../../../shared/privacy/threshold/suppress-cells.ts';
import { DEEP, runs } from '../../deep.ts';
import { JOINING_CELL, LINKED_TABLES, SDC_TABLE, THREE_SINGLETONS } from './hard-tables.ts';
import { integerRanges } from './integer-tables.ts';

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

const smallOf = ({ counts }: AdditiveTable) =>
  counts.flatMap((count, cell) => (count < FEWEST_CLIENTS ? [cell] : []));

/** Fresh solver, no witness kept from the search. */
function unsafeCells(table: AdditiveTable, hidden: ReadonlySet<number>): number[] {
  const small = smallOf(table);
  return small.filter((cell) => {
    const audit = openAudit(table, [cell], hidden, solver);
    const isSafe = audit.isSafe(cell);
    audit.close();
    return !isSafe;
  });
}

/** Two per line and no audit: step 2 alone. */
function twoPerLine(table: AdditiveTable): Set<number> {
  const hidden = new Set(smallOf(table));
  completeLines(table.lines, hidden, byCost(table));
  return hidden;
}

/** Counts as clinics have them: many small, some large; two fifths are below the threshold. */
const skewed = fc
  .integer({ min: 0, max: 1000 })
  .map((at) => Math.floor(Math.exp((at / 1000) * 4.5 + 0.5)) - 1);
const tableOf = (shape: readonly number[]) => {
  const cells = shape.reduce((product, size) => product * size, 1);
  return fc
    .array(skewed, { minLength: cells, maxLength: cells })
    .map((inner) => Object.freeze(additiveTable(shape, inner)));
};

const RANDOM_TABLES = DEEP ? 8 : 3;

describe('suppressCells', () => {
  test.each([[[4, 5]], [[6, 6]], [[8, 10]], [[3, 4, 4]], [[4, 5, 4]]])(
    'makes every small cell of random %j tables safe, which two per line does not',
    (shape) => {
      const tables = fc.sample(tableOf(shape), { numRuns: RANDOM_TABLES, seed: 20 });
      for (const table of tables) expect(unsafeCells(table, suppressCells(table, solver))).toEqual([]);
      expect(
        tables.filter((table) => unsafeCells(table, twoPerLine(table)).length > 0).length,
      ).toBeGreaterThan(RANDOM_TABLES / 2);
    },
  );

  test('hides more where every line has two hidden cells and one is still known exactly', () => {
    const table = SDC_TABLE;
    const small = twoPerLine(table);
    expect(small).toEqual(new Set(smallOf(table)));
    expect(integerRanges(table, small, 40)[JOINING_CELL]).toEqual({ least: 7, greatest: 7 });
    expect(unsafeCells(table, suppressCells(table, solver))).toEqual([]);
  });

  test('protects three singletons in one line', () => {
    const table = THREE_SINGLETONS;
    const small = smallOf(table);
    expect(unsafeCells(table, new Set(small)).length).toBe(3);
    expect(unsafeCells(table, suppressCells(table, solver))).toEqual([]);
  });

  test('protects linked tables, which share a margin', () => {
    expect(unsafeCells(LINKED_TABLES, suppressCells(LINKED_TABLES, solver))).toEqual([]);
  });

  test('leaves nothing for somebody who tries every table of whole numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 16 }), { minLength: 6, maxLength: 6 }), (inner) => {
        const table = additiveTable([2, 3], inner);
        const hidden = suppressCells(table, solver);
        const inside = new Set([...hidden].filter((cell) => !table.lines.some(({ sum }) => sum === cell)));
        // With margins hidden too, there is more freedom than can be tried: those tables are for the solver.
        fc.pre(inside.size === hidden.size);
        const ranges = integerRanges(table, hidden, 60);
        for (const cell of smallOf(table)) {
          expect(ranges[cell]!.least).toBeLessThanOrEqual(1);
          expect(ranges[cell]!.greatest).toBeGreaterThanOrEqual(10);
        }
      }),
      runs(15, 60),
    );
  });

  test('finds exactly the ranges that trying every table finds', () => {
    const hidden = new Set([0, 1, 4, 5]);
    const table = additiveTable([2, 3], [3, 12, 20, 9, 4, 30]);
    const ranges = integerRanges(table, hidden, 60);
    const program = solver.open({
      variables: table.counts.map((count, cell) =>
        hidden.has(cell) ? { lower: 0, upper: 1000 } : { lower: count, upper: count },
      ),
      rows: table.lines.map(({ sum, parts }) => ({
        terms: [[sum, -1] as const, ...parts.map((part) => [part, 1] as const)],
        lower: 0,
        upper: 0,
      })),
    });
    for (const cell of hidden) {
      expect(program.extreme(cell, 'least')!.value).toBeCloseTo(ranges[cell]!.least, 6);
      expect(program.extreme(cell, 'greatest')!.value).toBeCloseTo(ranges[cell]!.greatest, 6);
    }
    program.close();
  });

  test.each([
    ['nobody', [0, 0, 0, 0]],
    ['one client', [0, 1, 0, 0]],
    ['twelve in one cell', [0, 12, 0, 0]],
    ['one category', [40]],
    ['one line', [40, 3, 20]],
  ])('succeeds with %s', (_, inner) => {
    const shape = inner.length === 4 ? [2, 2] : [1, inner.length];
    const table = additiveTable(shape, inner);
    const hidden = suppressCells(table, solver);
    for (const cell of smallOf(table)) expect(hidden).toContain(cell);
    expect(unsafeCells(table, hidden)).toEqual([]);
  });

  test('keeps what an earlier revision hid, and adds nothing to a pattern that is safe', () => {
    fc.assert(
      fc.property(tableOf([4, 5]), (table) => {
        const hidden = suppressCells(table, solver);
        expect(suppressCells(table, solver, { keep: hidden })).toEqual(hidden);
      }),
      { numRuns: 10 },
    );
  });

  test('hides what was hidden last time before what was not', () => {
    const table = additiveTable([2, 4], [5, 30, 30, 40, 60, 60, 60, 60]);
    const inner = (hidden: Set<number>) =>
      [...hidden].filter((cell) => cell % 5 !== 4 && cell < 10).sort((a, b) => a - b);
    expect(inner(suppressCells(table, solver))).toEqual([0, 1, 5, 6]);
    expect(inner(suppressCells(table, solver, { prefer: new Set([3, 8]) }))).toEqual([0, 3, 5, 8]);
  });
});
