import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anonymisedTable } from '../../../shared/privacy/differential-privacy/anonymised-release.ts';
import { histogramsOf } from '../../../shared/privacy/differential-privacy/noise/histograms.ts';
import { measure } from '../../../shared/privacy/differential-privacy/noise/measure.ts';
import type { NoisyCounts } from '../../../shared/privacy/differential-privacy/noise/noisy-counts.ts';
import { COMPLAINT_GROUPS, complaintsIn } from '../../../shared/privacy/programme/complaint-groups.ts';
import { DESIGNS } from '../../../shared/privacy/programme/designs.ts';
import { clientCharge } from '../../../shared/privacy/programme/may-count.ts';
import { programmeOf } from '../../../shared/privacy/programme/programme.ts';
import { domainOf } from '../../../shared/privacy/programme/questions.ts';
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
      n_consistent: 1000,
      mean: 1.9, // (-2 * 143 + .5 * 286 + 2.5 * 286 + 4.5 * 285) / 1000
      resp: 0.57,
      ci_method: 'profile-95',
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

  it('has rows of what is asked alone, and says so', () => {
    const tableOf = (design: object, name: string) => {
      const asked = programmeOf({ programme: 'p', clinics: ['clinic-a'], ...design });
      const when = releasePeriod(name)!;
      return anonymisedTable(asked, when, measure(asked, catalogue, when, many, random));
    };
    const kindsOf = ({ rows }: { rows: readonly object[] }) =>
      [...Map.groupBy(rows as { table: string }[], ({ table }) => table)].map(([kind, of]) => [
        kind,
        of.length,
      ]);
    const yearly = tableOf(DESIGNS['techniques-by-year'], '2026Y');
    expect(kindsOf(yearly)).toEqual([
      ['technique', 7],
      ['total', 1],
      ['recovery', 7],
    ]);
    expect(yearly.privacy).toMatchObject({
      perPeriod: { rho: 0.25 },
      lifetime: { rho: 0.5, epsilon: 5.23 },
      bounding: { periodsPerClient: 2, mostRhoPerClient: 0.5 },
    });
    expect(Object.keys(yearly.privacy['tables'] as object)).toEqual(['techniques', 'total', 'recovery']);
    expect(yearly.method).toContain('A release is of one year.');
    expect(yearly.method).toContain('- each technique: 80 %');
    expect(yearly.method).toContain('rho 0.25 in this release and 0.5 over a client');
    expect(yearly.method).not.toMatch(/each complaint|each technique with/);

    const grouped = tableOf(DESIGNS['groups-by-half-year'], '2026H2');
    expect(kindsOf(grouped)[0]).toEqual(['cell', 28]);
    expect(grouped.fields.find(({ name }) => name === 'complaint')!.categories).toEqual([
      ...COMPLAINT_GROUPS,
      'all',
    ]);
    expect(grouped.rows[3]).toMatchObject({ technique: 'deep-tissue', complaint: 'whole-body-and-other' });

    const hybrid = DESIGNS['totals-by-quarter-and-year'];
    const [quarter, year] = [tableOf(hybrid, '2026Q3'), tableOf(hybrid, '2026Y')];
    expect(kindsOf(quarter)).toEqual([['total', 1]]);
    expect(quarter.privacy).toMatchObject({ perPeriod: { rho: 0.015625 }, lifetime: { rho: 0.5 } });
    expect(year.privacy).toMatchObject({ perPeriod: { rho: 0.1875 }, lifetime: { rho: 0.5 } });
    expect(quarter.method).toContain("The year's release will tell of these months too.");
  });

  it('adds the clients of a group of complaints up, each once', () => {
    const grouped = programmeOf({ programme: 'p', clinics: ['clinic-a'], ...DESIGNS['groups-by-half-year'] });
    const domain = domainOf(catalogue, grouped.questions);
    const counts = histogramsOf(domain, many);
    expect(counts.cells['sports|whole-body-and-other']).toEqual(
      histogramsOf(catalogue, many).cells['sports|stress'],
    );
    expect(counts.total).toEqual(histogramsOf(catalogue, many).total);
    expect(COMPLAINT_GROUPS.flatMap(complaintsIn).toSorted()).toEqual([...COMPLAINTS].toSorted());
  });

  it('of a revision spends what is set aside, and no more', () => {
    const yearly = programmeOf({ programme: 'p', clinics: ['clinic-a'], ...DESIGNS['techniques-by-year'] });
    const when = releasePeriod('2026Y')!;
    const noisy = measure(yearly, catalogue, when, many, random, 2);
    expect(Object.values(noisy.microRho).reduce((sum, one) => sum + one, 0)).toBe(62_500);
    const { privacy } = anonymisedTable(yearly, when, noisy, { revision: 2 });
    expect(privacy).toMatchObject({
      perPeriod: { rho: 0.0625 },
      lifetime: { rho: 0.5625 },
      revision: { rho: 0 },
    });
    const poor = { ...yearly, budget: { ...yearly.budget, microRhoReserve: 5 } };
    expect(clientCharge(poor, when, 2)).toEqual({ fund: 'revisions', microRho: 250_000, most: 5 });
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
