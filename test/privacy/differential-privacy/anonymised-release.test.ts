import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anonymisedTable } from '../../../shared/privacy/differential-privacy/anonymised-release.ts';
import { histogramsOf } from '../../../shared/privacy/differential-privacy/noise/histograms.ts';
import { measure } from '../../../shared/privacy/differential-privacy/noise/measure.ts';
import type { NoisyCounts } from '../../../shared/privacy/differential-privacy/noise/noisy-counts.ts';
import { programmeOf } from '../../../shared/privacy/programme/programme.ts';
import { releasePeriod } from '../../../shared/privacy/programme/release-period.ts';
import { type SecureRandom, secureRandom } from '../../../shared/privacy/samplers/secure-random.ts';
import { CHANGES } from '../../../shared/privacy/tally/period-tally.ts';
import { addTallies, tallyOf } from '../../../shared/privacy/tally/tally.ts';
import { COMPLAINTS, TECHNIQUES } from '../../../shared/records/catalogue.ts';

const programme = programmeOf({ programme: 'p', clinics: ['clinic-a'] });
const catalogue = programme.catalogues[0]!;
const period = releasePeriod('2026Q3')!;
const client = (improvement: number) =>
  ({
    technique: 'sports',
    complaint: 'stress',
    improvement,
    responder: improvement >= 2,
    recoveryBin: 0,
  }) as const;
const many = tallyOf(Array.from({ length: 1000 }, (_, at) => client((at % 7) - 1)));
const nobody = tallyOf([]);
const random = secureRandom();

/** Counts that happen to have no noise. */
const withoutNoise = (tally: typeof many): NoisyCounts => ({
  ...measure(programme, catalogue, period, nobody, random),
  counts: histogramsOf(catalogue, tally),
});
const rowOf = (noisy: NoisyCounts, table: string, technique: string, complaint: string) =>
  anonymisedTable(programme, period, noisy).rows.find(
    (row) => row.table === table && row.technique === technique && row.complaint === complaint,
  )!;

describe('measure', () => {
  it('has a count for everything in the catalogue, whoever is in it, and survives JSON', () => {
    for (const tally of [nobody, many]) {
      const noisy = measure(programme, catalogue, period, tally, random);
      expect(Object.keys(noisy.counts.cells)).toHaveLength(TECHNIQUES.length * COMPLAINTS.length);
      expect(Object.keys(noisy.counts.recovery)).toEqual(TECHNIQUES);
      expect(
        Object.values(noisy.counts)
          .flatMap((family) => Object.values(family).flat())
          .every(Number.isSafeInteger),
      ).toBe(true);
      expect(JSON.parse(JSON.stringify(noisy))).toEqual(noisy);
    }
  });

  it('takes noise from node:crypto only', () => {
    const own = ((count: number) => new Uint8Array(count)) as unknown as SecureRandom;
    expect(() => measure(programme, catalogue, period, many, own)).toThrow(TypeError);
  });

  it('measures a name that the catalogue lists twice once', () => {
    const twice = { ...catalogue, techniques: [...TECHNIQUES, TECHNIQUES[0]!] };
    expect(measure(programme, twice, period, many, random).catalogue.techniques).toEqual(TECHNIQUES);
  });
});

describe('histogramsOf', () => {
  it('changes by one, in one bin of each family, when a client comes', () => {
    fc.assert(
      fc.property(
        fc.record({
          technique: fc.constantFrom(...TECHNIQUES),
          complaint: fc.constantFrom(...COMPLAINTS),
          change: fc.constantFrom(...CHANGES),
          recoveryBin: fc.nat(5),
        }),
        ({ change, ...rest }) => {
          const one = { ...rest, ...change };
          const before = histogramsOf(catalogue, many);
          const after = histogramsOf(catalogue, addTallies([many, tallyOf([one])]));
          for (const family of Object.keys(before) as (keyof typeof before)[]) {
            const flat = (of: typeof before) => Object.values(of[family]).flat();
            const earlier = flat(before);
            const changes = flat(after).map((count, at) => count - earlier[at]!);
            expect(changes.filter((change) => change !== 0)).toEqual([1]);
          }
        },
      ),
    );
  });
});

describe('anonymisedTable', () => {
  it('has rows that depend on configuration only, each with every field', () => {
    const keys = (tally: typeof many) => {
      const table = anonymisedTable(programme, period, measure(programme, catalogue, period, tally, random));
      for (const row of table.rows) {
        expect(Object.keys(row).sort()).toEqual(table.fields.map(({ name }) => name).sort());
      }
      return table.rows.map((row) => table.primaryKey.map((name) => row[name]).join());
    };
    expect(keys(many)).toEqual(keys(nobody));
    expect(new Set(keys(nobody)).size).toBe(91 + 7 + 13 + 1 + 7);
  });

  it('has values that its fields allow', () => {
    for (const tally of [many, nobody]) {
      const table = anonymisedTable(programme, period, measure(programme, catalogue, period, tally, random));
      for (const row of table.rows) {
        for (const { name, type, categories, nullable, minimum, maximum } of table.fields) {
          const value = row[name]!;
          if (value === null) {
            expect(nullable, name).toBe(true);
            continue;
          }
          expect(typeof value).toBe(type === 'string' ? 'string' : 'number');
          if (type === 'integer') expect(Number.isInteger(value), name).toBe(true);
          if (type === 'number')
            expect(Math.abs(Math.round(Number(value) * 100) - Number(value) * 100)).toBeLessThan(1e-6);
          if (categories) expect(categories).toContain(value);
          if (minimum !== undefined) expect(value).toBeGreaterThanOrEqual(minimum);
          if (maximum !== undefined) expect(value).toBeLessThanOrEqual(maximum);
        }
      }
    }
  });

  it('shows a mean, a rate and a recovery of many clients, and their margins', () => {
    const noisy = withoutNoise(many);
    // 143 clients at each of -1, 0, 1, 2, 3 and 4, and 142 at 5.
    expect(rowOf(noisy, 'cell', 'sports', 'stress')).toMatchObject({
      period: '2026Q3',
      interval: '2026-07/2026-09',
      status: 'a',
      n_noisy: 1000,
      n_sd: 10,
      n_display: 1000,
      sigma: 4.47,
      bin_1: 143,
      bin_2: 286,
      bin_3: 286,
      bin_4: 285,
      bin_5: 0,
      bin_6: null,
      n_reconciled: 1000,
      mean: 1.9, // (-2 * 143 + .5 * 286 + 2.5 * 286 + 4.5 * 285) / 1000
      resp: 0.57,
      ci_method: 'fieller-95',
    });
    expect(rowOf(noisy, 'total', 'all', 'all')).toMatchObject({
      n_noisy: 1000,
      n_sd: 20,
      mean: 1.9,
      resp: 0.57,
    });
    expect(rowOf(noisy, 'recovery', 'sports', 'all')).toMatchObject({
      status: 'a',
      bin_1: 1000,
      n_noisy: 1000,
      recovered_48h: 1,
      recovered_48h_hi: 1,
      mean: null,
    });
  });

  it('keeps a count below 0, shows it as 0, and says nothing else of so few', () => {
    const noisy = withoutNoise(nobody);
    noisy.counts.cells['sports|stress'] = [-4, 1, 0, -2, 1];
    expect(rowOf(noisy, 'cell', 'sports', 'stress')).toMatchObject({
      status: 'u',
      n_noisy: -4,
      n_display: 0,
      mean: null,
      resp: null,
      ci_method: null,
    });
  });

  it('is of the counts alone: the same again, from JSON, and of no other period', () => {
    const noisy = measure(programme, catalogue, period, many, random);
    const once = anonymisedTable(programme, period, noisy);
    expect(anonymisedTable(programme, period, JSON.parse(JSON.stringify(noisy)))).toEqual(once);
    expect(() => anonymisedTable(programme, releasePeriod('2026Q4')!, noisy)).toThrow(TypeError);
  });

  it('states what is promised, and how, without a number of the data', () => {
    const { privacy, method } = anonymisedTable(programme, period, withoutNoise(many));
    expect(privacy).toMatchObject({
      mode: 'differential-privacy',
      perPeriod: { rho: 0.0625, epsilon: 1.66, delta: 1e-6 },
      lifetime: { rho: 0.5, epsilon: 5.23, mu: 1, membershipTest: { mostFoundAt1PercentFalseAlarms: 0.093 } },
      substitution: { lifetime: { rho: 1, epsilon: 7.77 } },
      bounding: { contributionsPerClientAndPeriod: 1, periodsPerClient: 8 },
      tables: { cells: { sigmaSquared: '20/1' }, techniques: { sigmaSquared: '160/3' } },
      catalogueVersion: 1,
    });
    const empty = anonymisedTable(programme, period, withoutNoise(nobody));
    expect({ privacy, method }).toEqual({ privacy: empty.privacy, method: empty.method });
    for (const said of [
      'Negative counts are right',
      'never n_display',
      'client-quarters',
      '30 days',
      'not promised',
    ]) {
      expect(method).toContain(said);
    }
  });

  it('measures and renders a thousand cells', () => {
    const names = (count: number, prefix: string) =>
      Array.from({ length: count }, (_, at) => `${prefix}${at}`);
    const wide = {
      ...catalogue,
      techniques: names(40, 't') as unknown as typeof catalogue.techniques,
      complaints: names(25, 'c') as unknown as typeof catalogue.complaints,
    };
    const { rows } = anonymisedTable(programme, period, measure(programme, wide, period, nobody, random));
    expect(rows).toHaveLength(1000 + 40 + 25 + 1 + 40);
  });
});
