import { describe, expect, it } from 'vitest';
import { consistentCounts } from '../../../../shared/privacy/differential-privacy/estimates/consistent-counts.ts';
import { IMPROVEMENT_BINS } from '../../../../shared/privacy/differential-privacy/noise/histograms.ts';
import { measure } from '../../../../shared/privacy/differential-privacy/noise/measure.ts';
import { noisyMean } from '../../../../shared/privacy/differential-privacy/noise/noisy-mean.ts';
import { reconcile } from '../../../../shared/privacy/differential-privacy/noise/reconcile.ts';
import { DESIGN_NAMES, DESIGNS, type Design } from '../../../../shared/privacy/programme/designs.ts';
import { programmeOf } from '../../../../shared/privacy/programme/programme.ts';
import { releasePeriod } from '../../../../shared/privacy/programme/release-period.ts';
import { secureRandom } from '../../../../shared/privacy/samplers/secure-random.ts';
import { cellKey } from '../../../../shared/privacy/tally/period-tally.ts';
import { tallyOf } from '../../../../shared/privacy/tally/tally.ts';
import { TECHNIQUES } from '../../../../shared/records/catalogue.ts';
import { simulatedClients, simulatedProgramme } from './simulated-programme.ts';

const PERIODS = {
  quarter: '2026Q3',
  'half-year': '2026H2',
  year: '2026Y',
  'quarter-and-year': '2026Y',
} as const;
const POINTS = IMPROVEMENT_BINS.map(({ representative }) => representative);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
/** 0 of nobody, as `noisyMean` has it. */
const meanOf = (bins: readonly number[]) =>
  sum(bins.map((count, bin) => count * POINTS[bin]!)) / (sum(bins) || 1);

function measured(design: Design, clients: number) {
  const programme = programmeOf({ programme: 'p', clinics: ['c'], ...design });
  const came = simulatedClients(simulatedProgramme(), clients);
  const period = releasePeriod(PERIODS[design.period])!;
  const noisy = measure(programme, programme.catalogues[0]!, period, tallyOf(came), secureRandom());
  return { came, noisy, reconciled: reconcile(noisy) };
}

/** Margins without cells: the only thing that they share is their sum. */
const MARGINS: Design = {
  period: 'year',
  questions: {
    complaints: 'each',
    percent: { cells: 0, techniques: 50, complaints: 40, total: 0, recovery: 10 },
  },
};
const CELLS: Design = {
  period: 'year',
  questions: {
    complaints: 'groups',
    percent: { cells: 90, techniques: 0, complaints: 0, total: 0, recovery: 10 },
  },
};

describe('consistentCounts', () => {
  it.each([
    ...DESIGN_NAMES.map((name) => [name, DESIGNS[name] as Design] as const),
    ['margins', MARGINS] as const,
    ['cells', CELLS] as const,
  ])('agree and are never below 0, of %s', (_, design) => {
    for (const clients of [0, 300, 3000]) {
      const { noisy, reconciled } = measured(design, clients);
      const { techniques, complaints } = noisy.catalogue;
      const found = consistentCounts(noisy.catalogue, reconciled);
      for (const family of ['cells', 'techniques', 'complaints', 'total'] as const) {
        expect(Object.keys(found[family])).toEqual(Object.keys(reconciled[family]));
        expect(Math.min(0, ...Object.values(found[family]).flat())).toBe(0);
      }
      for (const bin of POINTS.keys()) {
        const totals = (['total', 'techniques', 'complaints', 'cells'] as const)
          .filter((family) => Object.keys(found[family]).length > 0)
          .map((family) => sum(Object.values(found[family]).map((row) => row[bin]!)));
        for (const total of totals) expect(Math.abs(total - totals[0]!)).toBeLessThan(0.005);
        if (Object.keys(found.cells).length === 0 || Object.keys(found.techniques).length === 0) continue;
        for (const technique of techniques) {
          const cells = complaints.map((complaint) => found.cells[cellKey(technique, complaint)]![bin]!);
          expect(Math.abs(sum(cells) - found.techniques[technique]![bin]!)).toBeLessThan(0.005);
        }
      }
    }
  });

  it('is what was reconciled where nothing is below 0', () => {
    // So many that noise takes no bin below 0: of 30,000 it does once in a while.
    const { noisy, reconciled } = measured(DESIGNS['techniques-by-year'], 300_000);
    const least = Math.min(...Object.values(reconciled.techniques).flatMap(({ bins }) => bins));
    expect(least).toBeGreaterThanOrEqual(0);
    const found = consistentCounts(noisy.catalogue, reconciled);
    for (const [technique, bins] of Object.entries(found.techniques))
      for (const [bin, count] of bins.entries())
        expect(count).toBeCloseTo(reconciled.techniques[technique]!.bins[bin]!, 2);
  });

  it('is nearer to the truth than what was reconciled, by a quarter where clients are few', () => {
    const errors = { reconciled: 0, consistent: 0, rows: 0 };
    for (let run = 0; run < 80; run++) {
      const { came, noisy, reconciled } = measured(DESIGNS['everything-by-quarter'], 300);
      const found = consistentCounts(noisy.catalogue, reconciled);
      for (const technique of TECHNIQUES) {
        const those = came.filter((client) => client.technique === technique);
        if (those.length === 0) continue;
        const truth = sum(those.map(({ improvement }) => improvement)) / those.length;
        const { bins, variance } = reconciled.techniques[technique]!;
        errors.rows += 1;
        errors.reconciled += (noisyMean(bins, POINTS, variance).value - truth) ** 2;
        errors.consistent += (meanOf(found.techniques[technique]!) - truth) ** 2;
      }
    }
    const [before, after] = [errors.reconciled, errors.consistent].map((squares) =>
      Math.sqrt(squares / errors.rows),
    ) as [number, number];
    expect(after / before).toBeLessThan(0.85);
  });
});
