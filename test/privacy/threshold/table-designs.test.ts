import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Random, randomStream } from '../../../examples/simulation/random.ts';
import { auditReleases } from '../../../shared/privacy/audit/audit-releases.ts';
import { USUAL_MIX } from '../../../shared/privacy/differential-privacy/plan/expected-mix.ts';
import { THRESHOLD_DESIGNS, type ThresholdDesignName } from '../../../shared/privacy/programme/designs.ts';
import { type TableDimensions, tableDimensions } from '../../../shared/privacy/programme/table-dimensions.ts';
import {
  type ClientContribution,
  isResponder,
  type PeriodTally,
} from '../../../shared/privacy/tally/period-tally.ts';
import { tallyOf } from '../../../shared/privacy/tally/tally.ts';
import {
  type ThresholdTerms,
  thresholdRelease,
} from '../../../shared/privacy/threshold/threshold-release.ts';
import { thresholdTable } from '../../../shared/privacy/threshold/threshold-table.ts';
import { COMPLAINTS, TECHNIQUES, type Technique } from '../../../shared/records/catalogue.ts';
import { byThreshold, publicationOf, SOLVER } from '../audit/publications.ts';
import { CATALOGUE, periodCells, tallyOfCells, times } from '../tally/tally-of-cells.ts';

const TECHNIQUES_ALONE = { techniques: true, complaints: 'none' } as const;
const GROUPS = { techniques: true, complaints: 'groups' } as const;

const tableOf = (
  tally: PeriodTally,
  dimensions: TableDimensions,
  catalogue: ThresholdTerms['catalogue'] = CATALOGUE,
) => {
  const terms = { period: '2026Q3', catalogue, dimensions };
  return thresholdTable(terms, thresholdRelease(terms, tally, [], SOLVER));
};
const [FIRST, SECOND] = CATALOGUE.techniques as [Technique, Technique];

describe('a table by threshold that tells techniques alone', () => {
  const scattered = Object.fromEntries(
    CATALOGUE.techniques.flatMap((technique) =>
      CATALOGUE.complaints.map((complaint) => [
        `${technique}|${complaint}`,
        // Each too few for a cell, and enough together.
        [...times(5, 4), ...times(5, 0)],
      ]),
    ),
  );

  test('counts all clients of each, however they are scattered, and says that it stands for all of them', () => {
    const { rows } = tableOf(tallyOfCells(scattered), TECHNIQUES_ALONE);
    expect(rows.map(({ technique, complaint }) => `${technique} ${complaint}`)).toEqual([
      ...CATALOGUE.techniques.map((technique) => `${technique} all`),
      'all all',
    ]);
    // 25 of 50 improve by 4 points: means of 2, and half respond.
    for (const row of rows.slice(0, -1)) {
      expect(row).toMatchObject({ status: 'a', clients: 50, mean_improvement: 2, represented_share: 1 });
      expect(row).toMatchObject({ responder_status: 'a', responder_share: 0.5 });
    }
    expect(rows.at(-1)).toMatchObject({ clients: 200, represented_share: 1, responder_status: 'c' });
    const { rows: cells } = tableOf(tallyOfCells(scattered), { techniques: true, complaints: 'each' });
    expect(cells.filter(({ complaint, status }) => complaint === 'all' && status === 'a')).toEqual([]);
  });

  test('hides another with a small one, and says in the sum what share is left', () => {
    const of = (technique: string, improvements: number[]) => ({ [`${technique}|stress`]: improvements });
    const catalogue = { ...CATALOGUE, complaints: ['stress' as const] };
    const [, , third, fourth] = CATALOGUE.techniques;
    const cells = {
      ...of(FIRST, times(4, 2)),
      ...of(SECOND, times(40, 2)),
      ...of(third!, times(60, 2)),
      ...of(fourth!, times(96, 2)),
    };
    const { rows } = tableOf(tallyOfCells(cells), TECHNIQUES_ALONE, catalogue);
    expect(rows.map(({ clients, represented_share: share }) => [clients, share])).toEqual([
      [null, null],
      [null, null],
      [60, 1],
      [95, 1],
      [155, 0.8],
    ]);
  });

  test('says in its method and manifest what it tells apart, and which rows are sums', () => {
    const { method, privacy } = tableOf(tallyOfCells({}), TECHNIQUES_ALONE);
    expect(privacy['dimensions']).toEqual(TECHNIQUES_ALONE);
    expect(method).toContain('tells each technique apart; all complaints are counted together.');
    expect(method).toContain('they are about all clients of the');
    expect(method).not.toContain('more frequent complaints');
    const groups = tableOf(tallyOfCells({}), GROUPS);
    expect(groups.method).toContain('- back (chronic-low-back-pain, sciatica, herniated-disc)');
    expect(groups.privacy['complaintGroups']).toMatchObject({
      back: ['chronic-low-back-pain', 'sciatica', 'herniated-disc'],
    });
  });
});

test('groups add up the complaints that the catalogue has, and no others', () => {
  const key = (complaint: string) => `${FIRST}|${complaint}`;
  const tally = tallyOfCells({
    [key('chronic-low-back-pain')]: times(20, 2),
    [key('sciatica')]: times(20, 2),
    [key('stress')]: times(60, 2),
  });
  const catalogue = {
    ...CATALOGUE,
    techniques: [FIRST],
    complaints: ['chronic-low-back-pain' as const, 'stress' as const],
  };
  const { rows } = tableOf(tally, GROUPS, catalogue);
  expect(rows.filter(({ technique }) => technique === FIRST)).toMatchObject([
    { complaint: 'back', clients: 20 },
    { complaint: 'whole-body-and-other', clients: 60 },
    { complaint: 'all', clients: 80 },
  ]);
});

describe('the audit of tables that tell other things apart', () => {
  test.each(
    [
      TECHNIQUES_ALONE,
      GROUPS,
      { techniques: false, complaints: 'each' } as const,
      { techniques: false, complaints: 'none' } as const,
    ].map((dimensions) => ({ dimensions })),
  )('finds nothing in sound ones: $dimensions', ({ dimensions }) => {
    fc.assert(
      fc.property(periodCells, (cells) => {
        const published = publicationOf(tableOf(tallyOfCells(cells), dimensions));
        const found = auditReleases([published], SOLVER).filter(({ severity }) => severity === 'finding');
        expect(found).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  const everywhere = Object.fromEntries(
    CATALOGUE.techniques.flatMap((technique) =>
      CATALOGUE.complaints.map((complaint) => [`${technique}|${complaint}`, times(40, 2)]),
    ),
  );

  test('finds two revisions of one period that do, and not two periods', () => {
    const first = byThreshold(everywhere);
    const other = byThreshold(everywhere, { revision: 2 }, [], TECHNIQUES_ALONE);
    const found = auditReleases([first.published, other.published], SOLVER);
    expect(found.map(({ kind }) => kind)).toContain('other-dimensions');
    const next = byThreshold(everywhere, { period: '2026Q4' }, [first.kept], TECHNIQUES_ALONE);
    expect(auditReleases([first.published, next.published], SOLVER)).toEqual([]);
  });

  test('finds two programmes of one clinic and time, whatever each tells apart', () => {
    const one = { ...byThreshold(everywhere).published, clinics: ['c1'] };
    const other = {
      ...byThreshold(everywhere, { programme: 'other-study' }, [], TECHNIQUES_ALONE).published,
      clinics: ['c1'],
    };
    expect(auditReleases([one, other], SOLVER).map(({ kind }) => kind)).toContain('clinics-told-twice');
  });

  test('finds a share of all in a row that was counted and says another', () => {
    const { published } = byThreshold(everywhere, {}, [], TECHNIQUES_ALONE);
    const rows = published.rows.map((row, at) => (at === 0 ? { ...row, represented_share: 0.8 } : row));
    const kinds = auditReleases([{ ...published, rows }], SOLVER).map(({ kind }) => kind);
    expect(kinds).toContain('value-against-status');
  });
});

/** What clients of a programme of 300 a quarter improve by: as in all figures of docs/privacy.md. */
function quarter(of: Random, clients: number, shares: (technique: Technique) => number) {
  const came = Array.from({ length: clients }, (): ClientContribution => {
    const before = Math.min(10, Math.max(1, Math.round(of.normal(5.3, 1.8))));
    const improvement = Math.max(before - 10, Math.min(before, Math.round(of.normal(2.2, 2.3))));
    return {
      technique: of.weighted(TECHNIQUES.map((technique) => [technique, shares(technique)] as const)),
      complaint: of.weighted(
        COMPLAINTS.map((complaint) => [complaint, USUAL_MIX.complaints[complaint]] as const),
      ),
      ...{ improvement, responder: isResponder(before, improvement), recoveryBin: 0 },
    };
  });
  const means = new Map(
    TECHNIQUES.map((technique) => {
      const own = came.filter((one) => one.technique === technique);
      return [technique, own.reduce((sum, { improvement }) => sum + improvement, 0) / own.length] as const;
    }),
  );
  return { tally: tallyOf(came), means };
}

/** Techniques that are given, on average, and how far off their means are from those of all their clients. */
function told(design: ThresholdDesignName, shares: (technique: Technique) => number) {
  const QUARTERS = 40;
  const catalogue = { version: 1, techniques: [...TECHNIQUES], complaints: [...COMPLAINTS] };
  const errors = Array.from({ length: QUARTERS }, (_, at) => {
    const { tally, means } = quarter(randomStream('threshold designs', at), 300, shares);
    const { rows } = tableOf(tally, tableDimensions(THRESHOLD_DESIGNS[design]), catalogue);
    return rows.flatMap(({ technique, complaint, mean_improvement: mean }) =>
      technique !== 'all' && complaint === 'all' && mean !== null
        ? [Number(mean) - means.get(technique as Technique)!]
        : [],
    );
  }).flat();
  const squares = errors.reduce((sum, error) => sum + error ** 2, 0);
  return { techniques: errors.length / QUARTERS, error: Math.sqrt(squares / errors.length) };
}

describe('of 300 clients a quarter', () => {
  test('a table of techniques gives all seven where each has enough, within .13 points, and one of cells two, within .55', () => {
    const even = (design: ThresholdDesignName) => told(design, () => 1);
    const [alone, groups, cells] = [
      even('techniques-alone'),
      even('technique-by-group'),
      even('technique-by-complaint'),
    ];
    expect(alone.techniques).toBe(7);
    expect(alone.error).toBeGreaterThan(0.1);
    expect(alone.error).toBeLessThan(0.16);
    expect(groups.techniques).toBeGreaterThan(6);
    expect(groups.error).toBeGreaterThan(2 * alone.error);
    expect(cells.techniques).toBeLessThan(3.5);
    expect(cells.error).toBeGreaterThan(0.4);
  });

  test('who come as they do in the sample, five of seven, since the smallest hides another; and cells three, within .45', () => {
    const usual = (design: ThresholdDesignName) =>
      told(design, (technique) => USUAL_MIX.techniques[technique]);
    const [alone, cells] = [usual('techniques-alone'), usual('technique-by-complaint')];
    expect(alone.techniques).toBeGreaterThan(4.7);
    expect(alone.techniques).toBeLessThan(5.3);
    expect(alone.error).toBeLessThan(0.14);
    expect(cells.techniques).toBeLessThan(3.7);
    expect(cells.error).toBeGreaterThan(0.35);
  });
});
