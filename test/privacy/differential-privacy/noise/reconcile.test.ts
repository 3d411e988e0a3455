import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharesOf } from '../../../../shared/privacy/differential-privacy/budget/release-budget.ts';
import type { NoisyCounts } from '../../../../shared/privacy/differential-privacy/noise/noisy-counts.ts';
import { reconcile } from '../../../../shared/privacy/differential-privacy/noise/reconcile.ts';
import { EVERYTHING, type Family, type Percent } from '../../../../shared/privacy/programme/questions.ts';
import { cellKey } from '../../../../shared/privacy/tally/period-tally.ts';
import { COMPLAINTS, TECHNIQUES } from '../../../../shared/records/catalogue.ts';
import { leastSquares } from '../dense-least-squares.ts';

const BINS = [0, 1, 2, 3, 4];

/** Noisy counts of a catalogue of some size, with whole numbers from a list, round and round. */
function noisyCounts(
  rows: number,
  columns: number,
  microRho: number,
  percent: Percent,
  numbers: readonly number[],
): NoisyCounts {
  const shares = sharesOf(microRho, percent);
  const of = <T>(family: Family, keys: readonly T[]) => (shares[family] > 0 ? keys : []);
  let at = 0;
  const histogram = () => BINS.map(() => numbers[at++ % numbers.length]!);
  const techniques = TECHNIQUES.slice(0, rows);
  const complaints = COMPLAINTS.slice(0, columns);
  const each = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, histogram()]));
  return {
    programme: 'p',
    period: '2026Q3',
    catalogue: { version: 1, techniques, complaints },
    microRho: shares,
    counts: {
      cells: each(
        of('cells', techniques).flatMap((technique) =>
          complaints.map((complaint) => cellKey(technique, complaint)),
        ),
      ),
      techniques: each(of('techniques', techniques)),
      complaints: each(of('complaints', complaints)),
      total: each(of('total', ['all'])) as { all: number[] },
      recovery: {},
    },
  };
}

describe('reconcile', () => {
  it('is generalised least squares, as a dense solver finds it, with its variances', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1000, max: 1_000_000 }),
        fc.array(fc.integer({ min: -50, max: 500 }), { minLength: 7, maxLength: 40 }),
        (rows, columns, microRho, numbers) => {
          const noisy = noisyCounts(rows, columns, microRho, EVERYTHING.percent, numbers);
          const { techniques, complaints } = noisy.catalogue;
          const cells = techniques.flatMap((technique) =>
            complaints.map((complaint) => ({ technique, complaint })),
          );
          const design = [
            ...cells.map((_, at) => cells.map((_, to) => Number(at === to))),
            ...techniques.map((technique) => cells.map((cell) => Number(cell.technique === technique))),
            ...complaints.map((complaint) => cells.map((cell) => Number(cell.complaint === complaint))),
            cells.map(() => 1),
          ];
          const w = (family: 'cells' | 'techniques' | 'complaints' | 'total') =>
            (2 * noisy.microRho[family]) / 1e6;
          const weights = [
            ...cells.map(() => w('cells')),
            ...techniques.map(() => w('techniques')),
            ...complaints.map(() => w('complaints')),
            w('total'),
          ];
          const found = reconcile(noisy);
          for (const bin of BINS) {
            const measured = [
              ...cells.map(
                ({ technique, complaint }) => noisy.counts.cells[cellKey(technique, complaint)]![bin]!,
              ),
              ...techniques.map((technique) => noisy.counts.techniques[technique]![bin]!),
              ...complaints.map((complaint) => noisy.counts.complaints[complaint]![bin]!),
              noisy.counts.total.all[bin]!,
            ];
            const { x, covariance } = leastSquares(design, weights, measured);
            cells.forEach(({ technique, complaint }, at) => {
              const cell = found.cells[cellKey(technique, complaint)]!;
              expect(cell.bins[bin]).toBeCloseTo(x[at]!, 6);
              expect(cell.variance / covariance[at]![at]!).toBeCloseTo(1, 8);
            });
            const sumOver = (of: (cell: (typeof cells)[number]) => boolean) => {
              const chosen = cells.flatMap((cell, at) => (of(cell) ? [at] : []));
              return {
                count: chosen.reduce((sum, at) => sum + x[at]!, 0),
                variance: chosen.reduce(
                  (sum, i) => sum + chosen.reduce((row, j) => row + covariance[i]![j]!, 0),
                  0,
                ),
              };
            };
            const margins = [
              ...techniques.map(
                (technique) =>
                  [found.techniques[technique]!, sumOver((cell) => cell.technique === technique)] as const,
              ),
              ...complaints.map(
                (complaint) =>
                  [found.complaints[complaint]!, sumOver((cell) => cell.complaint === complaint)] as const,
              ),
              [found.total.all!, sumOver(() => true)] as const,
            ];
            for (const [margin, expected] of margins) {
              expect(margin.bins[bin]).toBeCloseTo(expected.count, 6);
              expect(margin.variance / expected.variance).toBeCloseTo(1, 8);
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is the same where not everything was asked, of what can be known then', () => {
    const none = { cells: 0, techniques: 0, complaints: 0, total: 0, recovery: 0 };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom<Partial<Percent>>(
          { techniques: 80, total: 10, recovery: 10 },
          { techniques: 70, recovery: 30 },
          { techniques: 50, complaints: 30, total: 20 },
          { complaints: 60, total: 40 },
          { total: 100 },
        ),
        fc.array(fc.integer({ min: -50, max: 500 }), { minLength: 7, maxLength: 40 }),
        (rows, columns, asked, numbers) => {
          const noisy = noisyCounts(rows, columns, 250_000, { ...none, ...asked }, numbers);
          const { techniques, complaints } = noisy.catalogue;
          const w = (family: Family) => (2 * noisy.microRho[family]) / 1e6;
          const found = reconcile(noisy);
          expect(found.cells).toEqual({});
          // The least squares that minimises the weighted squares of margins, subject to equal sums, by its own equations:
          // with N fixed the best margin of a family is what was measured and an equal part of what is missing.
          for (const bin of BINS) {
            const measured = (['techniques', 'complaints'] as const).map((family) => ({
              family,
              counts: Object.values(noisy.counts[family]).map((bins) => bins[bin]!),
            }));
            const sums = measured.flatMap(({ family, counts }) =>
              counts.length > 0 ? [{ value: add(counts), weight: w(family) / counts.length }] : [],
            );
            if (w('total') > 0) sums.push({ value: noisy.counts.total.all[bin]!, weight: w('total') });
            const weight = add(sums.map((one) => one.weight));
            const all = add(sums.map((one) => one.value * one.weight)) / weight;
            if (w('total') > 0) {
              expect(found.total['all']!.bins[bin]).toBeCloseTo(all, 6);
              expect(found.total['all']!.variance).toBeCloseTo(1 / weight, 8);
            }
            for (const { family, counts } of measured) {
              const keys = family === 'techniques' ? techniques : complaints;
              for (const [at, count] of counts.entries()) {
                const size = counts.length;
                const margin = found[family][keys[at]!]!;
                expect(margin.bins[bin]).toBeCloseTo(count + (all - add(counts)) / size, 6);
                expect(margin.variance).toBeCloseTo((1 - 1 / size) / w(family) + 1 / weight / size ** 2, 8);
              }
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

const add = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
