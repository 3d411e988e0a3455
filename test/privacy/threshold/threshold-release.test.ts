import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { cellKey } from '../../../shared/privacy/period-tally.ts';
import { loadSolver } from '../../../shared/privacy/threshold/highs-solver.ts';
import type { LinearSolver } from '../../../shared/privacy/threshold/linear-solver.ts';
import {
  type ThresholdRelease,
  thresholdRelease,
} from '../../../shared/privacy/threshold/threshold-release.ts';
import { thresholdTable } from '../../../shared/privacy/threshold/threshold-table.ts';
import { CATALOGUE, periodCells, tallyOfCells, times } from './tally-of-cells.ts';

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

const terms = (period = '2026Q3') => ({ period, catalogue: CATALOGUE });
const release = (cells: Record<string, number[]>, earlier: ThresholdRelease[] = [], period = '2026Q3') =>
  thresholdRelease(terms(period), tallyOfCells(cells), earlier, solver);
const table = (cells: Record<string, number[]>, earlier: ThresholdRelease[] = []) =>
  thresholdTable(terms(), release(cells, earlier));
const one = cellKey('deep-tissue', 'neck-pain');
const everywhere = Object.fromEntries(
  CATALOGUE.techniques.flatMap((technique) =>
    CATALOGUE.complaints.map((complaint) => [cellKey(technique, complaint), times(40, 2)]),
  ),
);

describe('a threshold release', () => {
  test('has the same rows, columns and words whoever is in it', () => {
    const names = (cells: Record<string, number[]>) => {
      const { rows, fields, method, privacy } = table(cells);
      return {
        rows: rows.map(({ technique, complaint }) => [technique, complaint]),
        fields,
        method,
        privacy,
      };
    };
    expect(names({}).rows).toHaveLength(5 * 6);
    for (const improvements of [[3], times(50, 2)]) expect(names({ [one]: improvements })).toEqual(names({}));
  });

  test('shows no difference between few and none', () => {
    expect(table({ ...everywhere, [one]: times(9, 3) }).rows).toEqual(
      table({ ...everywhere, [one]: [] }).rows,
    );
    const row = table({ ...everywhere, [one]: [] }).rows.find(
      ({ technique, complaint }) => `${technique}|${complaint}` === one,
    );
    expect(row).toEqual({
      period: '2026Q3',
      technique: 'deep-tissue',
      complaint: 'neck-pain',
      status: 'c',
      clients: null,
      mean_improvement: null,
      responder_status: 'c',
      responder_share: null,
    });
  });

  test('adds up to its margins and says no more in them', () => {
    fc.assert(
      fc.property(periodCells, (cells) => {
        const { rows } = table(cells);
        const isAll = (value: unknown) => value === 'all';
        for (const margin of rows.filter((row) => isAll(row['technique']) || isAll(row['complaint']))) {
          const shown = rows.filter(
            (row) =>
              !isAll(row['technique']) &&
              !isAll(row['complaint']) &&
              row['status'] === 'a' &&
              (isAll(margin['technique']) || row['technique'] === margin['technique']) &&
              (isAll(margin['complaint']) || row['complaint'] === margin['complaint']),
          );
          const sum = shown.reduce((total, row) => total + (row['clients'] as number), 0);
          expect(margin['clients']).toBe(shown.length === 0 ? null : sum);
          expect(margin['responder_share']).toBeNull();
        }
      }),
      { numRuns: 20 },
    );
  });

  test('is the same whatever the order in which cells are counted, and when it is made again', () => {
    fc.assert(
      fc.property(periodCells, (cells) => {
        const first = release(cells);
        const backwards = Object.fromEntries(Object.entries(cells).reverse());
        expect(release(backwards)).toEqual(first);
        expect(thresholdTable(terms(), release(cells, [first]))).toEqual(thresholdTable(terms(), first));
      }),
      { numRuns: 20 },
    );
  });

  test('never shows in a revision what the first release hid', () => {
    fc.assert(
      fc.property(periodCells, periodCells, (cells, corrected) => {
        const first = release(cells);
        const second = release(corrected, [first]);
        for (const key of Object.keys(first.cells))
          if (!first.cells[key]) expect(second.cells[key]).toBeNull();
      }),
      { numRuns: 20 },
    );
  });

  test('puts a cell that was shown last time and is small now on the list for review, and not into the table', () => {
    const before = release({ ...everywhere, [one]: times(40, 2) }, [], '2026Q2');
    const now = release({ ...everywhere, [one]: times(9, 2) }, [before]);
    expect(now.review).toEqual([{ cell: one, shownIn: '2026Q2' }]);
    expect(JSON.stringify(thresholdTable(terms(), now))).not.toContain('2026Q2');
  });

  test('ignores what is outside the catalogue', () => {
    expect(table({ 'relaxation|stress': times(90, 2) })).toEqual(table({}));
  });
});
