import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { auditReleases } from '../../../shared/privacy/audit/audit-releases.ts';
import type { TableDimensions } from '../../../shared/privacy/programme/table-dimensions.ts';
import { loadSolver } from '../../../shared/privacy/solver/highs-solver.ts';
import type { LinearSolver } from '../../../shared/privacy/solver/linear-solver.ts';
import { cellKey } from '../../../shared/privacy/tally/period-tally.ts';
import {
  type ThresholdRelease,
  thresholdRelease,
} from '../../../shared/privacy/threshold/threshold-release.ts';
import { thresholdTable } from '../../../shared/privacy/threshold/threshold-table.ts';
import { publicationOf } from '../audit/publications.ts';
import { CATALOGUE, periodCells, tallyOfCells, times } from '../tally/tally-of-cells.ts';

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

const EACH = { techniques: true, complaints: 'each' } as const;
const terms = (period = '2026Q3', dimensions: TableDimensions = EACH) => ({
  period,
  catalogue: CATALOGUE,
  dimensions,
});
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
      represented_share: null,
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

  const shareOf = (cells: Record<string, number[]>, technique = 'deep-tissue') =>
    table(cells).rows.find((row) => row['technique'] === technique && row['complaint'] === 'all')?.[
      'represented_share'
    ];

  /** Of one technique two cells of 100 and three others of so few. */
  const withSmall = (clients: number) => ({
    ...everywhere,
    ...Object.fromEntries(
      CATALOGUE.complaints.map((complaint, at) => [
        cellKey('deep-tissue', complaint),
        times(at < 2 ? 100 : clients, 2),
      ]),
    ),
  });

  test('says in a sum about what share of its clients it stands for, in fifths', () => {
    expect(shareOf(everywhere)).toBe(1);
    // 200 of 224, and of 221.
    expect(shareOf(withSmall(8))).toBe(0.8);
    expect(shareOf(withSmall(7))).toBe(1);
    expect(shareOf({})).toBeNull();
    fc.assert(
      fc.property(periodCells, (cells) => {
        const { hiddenMargins } = release(cells);
        for (const row of table(cells).rows) {
          const isSum = row['technique'] === 'all' || row['complaint'] === 'all';
          const isSafe = !hiddenMargins.includes(`${row['technique']}|${row['complaint']}`);
          expect(row['represented_share'] !== null).toBe(isSum && isSafe && row['status'] === 'a');
        }
      }),
      { numRuns: 20 },
    );
  });

  test.each([
    ['three who came change no share', 7, 8, [1, 1]],
    ['eighteen do', 7, 13, [1, 0.8]],
  ])('says a share of two versions only of eleven or more: %s', (_, before, after, shares) => {
    const first = release(withSmall(before));
    const [then, now] = [tallyOfCells(withSmall(before)), tallyOfCells(withSmall(after))];
    const second = thresholdRelease(terms(), now, [first], solver, then);
    expect([first, second].map(({ represented }) => represented?.['deep-tissue|all'])).toEqual(shares);
    expect(thresholdRelease(terms(), now, [first], solver).represented?.['deep-tissue|all']).toBe(1);
  });

  const revise = (first: Record<string, number[]>, now: Record<string, number[]>) => {
    const kept = release(first);
    return {
      first: kept.cells[one],
      second: thresholdRelease(terms(), tallyOfCells(now), [kept], solver, tallyOfCells(first)).cells[one],
    };
  };

  test('does not tell of one client by two versions: 33 clients read 35, and 32 would read 30', () => {
    const [before, after] = [times(33, 2), times(32, 2)];
    expect(release({ ...everywhere, [one]: before }).cells[one]?.clients).toBe(35);
    expect(release({ ...everywhere, [one]: after }).cells[one]?.clients).toBe(30);
    const { first, second } = revise({ ...everywhere, [one]: before }, { ...everywhere, [one]: after });
    expect(second).toEqual(first);
  });

  test.each([
    ['ten who have gone', times(40, 2), times(30, 2), 40],
    ['eleven who have gone', times(40, 2), times(29, 2), 30],
    ['twelve who went and ten who came', [...times(33, 2)], [...times(21, 2), ...times(10, 3)], 35],
    ['three of thirteen, who would make it small', times(13, 2), times(10, 2), 15],
  ])('shows what it showed but for eleven: %s', (_, before, after, clients) => {
    const { second } = revise({ ...everywhere, [one]: before }, { ...everywhere, [one]: after });
    expect(second?.clients).toBe(clients);
  });

  test('mends what was wrong of all: the mean of as many clients', () => {
    const { first, second } = revise(
      { ...everywhere, [one]: times(40, 2) },
      { ...everywhere, [one]: times(41, 4) },
    );
    expect([first?.meanImprovement, second?.meanImprovement]).toEqual([2, 4]);
  });

  test('and its first release never have counts that fewer than eleven clients make differ', () => {
    fc.assert(
      fc.property(periodCells, periodCells, (cells, corrected) => {
        const kept = release(cells);
        const second = thresholdRelease(
          terms(),
          tallyOfCells(corrected),
          [kept],
          solver,
          tallyOfCells(cells),
        );
        const published = [kept, second].map((of, at) =>
          publicationOf(thresholdTable(terms(), of), { revision: at + 1 }),
        );
        const found = auditReleases(published, solver).filter(({ severity }) => severity === 'finding');
        expect(found.map(({ kind, row }) => `${kind} ${row}`)).toEqual([]);
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
