import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditReleases } from '../../../shared/privacy/audit/audit-releases.ts';
import type { Finding } from '../../../shared/privacy/audit/findings/finding.ts';
import { noisyCountsOf } from '../../../shared/privacy/audit/noise/noisy-counts-of.ts';
import { budgetSchema } from '../../../shared/privacy/audit/publication/declared-budget.ts';
import {
  cellOf,
  isMargin as isMarginOf,
  type NoisyPublication,
  type PublishedRelease,
  type PublishedRow,
} from '../../../shared/privacy/audit/publication/published-release.ts';
import {
  anonymisedTable,
  noisyRows,
} from '../../../shared/privacy/differential-privacy/anonymised-release.ts';
import { measure } from '../../../shared/privacy/differential-privacy/noise/measure.ts';
import { usualBudget } from '../../../shared/privacy/programme/budget.ts';
import { DESIGNS, type DesignName } from '../../../shared/privacy/programme/designs.ts';
import { programmeOf } from '../../../shared/privacy/programme/programme.ts';
import { releasePeriod } from '../../../shared/privacy/programme/release-period.ts';
import { discreteGaussian } from '../../../shared/privacy/samplers/discrete-gaussian.ts';
import { type Rational, rational } from '../../../shared/privacy/samplers/rational.ts';
import { secureRandom } from '../../../shared/privacy/samplers/secure-random.ts';
import { uniformFrom } from '../../../shared/privacy/samplers/uniform.ts';
import { cellKey } from '../../../shared/privacy/tally/period-tally.ts';
import { faultyMeasure } from '../differential-privacy/noise/faulty-measure.ts';
import { CATALOGUE, periodCells, tallyOfCells, times } from '../tally/tally-of-cells.ts';
import { byThreshold, programmeNamed, publicationOf, SOLVER, withNoise } from './publications.ts';

const KEYS = CATALOGUE.techniques.flatMap((technique) =>
  CATALOGUE.complaints.map((complaint) => cellKey(technique, complaint)),
);
/** 41 clients in each cell, 24 of whom respond; shown, they are 40. */
const everywhere: Record<string, number[]> = Object.fromEntries(
  KEYS.map((key) => [key, [...times(24, 4), ...times(17, 0)]]),
);
const SMALL = cellKey('deep-tissue', 'neck-pain');
const FIRST = 'deep-tissue, neck-pain';
const NO_SHARE = { responder_status: 'c', responder_share: null };
const oneSmall = { ...everywhere, [SMALL]: times(4, 3) };

const audit = (...releases: PublishedRelease[]) => auditReleases(releases, SOLVER);
const found = (...releases: PublishedRelease[]) =>
  audit(...releases).filter(({ severity }) => severity === 'finding');
const kindsOf = (findings: readonly Finding[]) => [...new Set(findings.map(({ kind }) => kind))];

/** A release in which some values of some rows are others, as a faulty mechanism would have published it. */
function changed<R extends PublishedRelease>(
  release: R,
  which: string | ((row: PublishedRow) => boolean),
  change: PublishedRow | ((row: PublishedRow) => PublishedRow),
): R {
  const is = typeof which === 'string' ? (row: PublishedRow) => cellOf(row) === which : which;
  const of = typeof change === 'function' ? change : () => change;
  const rows = release.rows.map((row) => (is(row) ? { ...row, ...of(row) } : row));
  expect(rows).not.toEqual(release.rows);
  return { ...release, rows };
}

describe('sound releases', () => {
  test('by threshold let nothing be derived, whoever is in them', () => {
    fc.assert(
      fc.property(periodCells, periodCells, (cells, next) => {
        const before = byThreshold(cells, { period: '2026Q2' });
        const first = byThreshold(next, { period: '2026Q3' }, [before.kept]);
        const revised = byThreshold(next, { period: '2026Q3', revision: 2 }, [before.kept, first.kept]);
        expect(found(before.published, first.published, revised.published)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('with differential privacy let nothing be derived, of nobody or of many', () => {
    const periods = ['2025Q3', '2025Q4', '2026Q1', '2026Q2', '2026Q3'];
    const releases = periods.map((period, at) =>
      withNoise(tallyOfCells(at % 2 ? everywhere : {}), { period }),
    );
    expect(audit(...releases)).toEqual([]);
  });

  test('of two programmes and of the same bytes twice are no finding', () => {
    const noisy = withNoise(tallyOfCells(everywhere));
    const threshold = byThreshold(everywhere, { period: '2026Q2' }).published;
    expect(audit(noisy, { ...noisy, label: 'a copy' }, threshold)).toEqual([]);
  });
});

test('whatever a release shows is judged: no value makes the audit fail', () => {
  const count = fc.option(fc.oneof(fc.integer({ min: -5, max: 60 }), fc.integer()));
  const number = fc.option(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()));
  const code = fc.constantFrom('a', 'c', 'u');
  const values = fc.record({
    status: code,
    clients: count,
    mean_improvement: number,
    responder_status: code,
    responder_share: number,
  });
  const bins = fc.record(
    Object.fromEntries([1, 2, 3, 4, 5, 6].map((bin) => [`bin_${bin}`, count])) as Record<
      string,
      typeof count
    >,
  );
  const row = fc.nat({ max: 29 });
  const edit = <V extends PublishedRow>(
    release: PublishedRelease,
    changes: readonly (readonly [number, V])[],
  ) => ({
    ...release,
    rows: release.rows.map((one, at) =>
      Object.assign({}, one, ...changes.filter(([to]) => to === at).map(([, v]) => v)),
    ),
  });
  const [hidden, noisy] = [
    byThreshold(oneSmall).published,
    withNoise(tallyOfCells(oneSmall), { period: '2026Q2' }),
  ];
  fc.assert(
    fc.property(fc.array(fc.tuple(row, values)), fc.array(fc.tuple(row, bins)), (one, other) => {
      expect(Array.isArray(audit(edit(hidden, one), edit(hidden, one.slice(1)), edit(noisy, other)))).toBe(
        true,
      );
    }),
    { numRuns: 60 },
  );
});

const isMargin = (row: PublishedRow) => isMarginOf(byThreshold(oneSmall).published, row);

describe('one release by threshold, of which can be derived', () => {
  const sound = byThreshold(oneSmall).published;
  const isShown = (row: PublishedRow) => row['clients'] !== null && !isMargin(row);
  const shown = cellOf(sound.rows.find(isShown)!);

  test.each([
    [
      'a count below the threshold',
      'count-below-threshold',
      { clients: 7, status: 'a', mean_improvement: 3 },
    ],
    ['that a cell is empty', 'count-below-threshold', { clients: 0, status: 'a', mean_improvement: 0 }],
    ['a value whose status hides it', 'value-against-status', { clients: 15 }],
    ['a share whose status hides it', 'value-against-status', { responder_share: 0.5 }],
    ['which cells are small, from the code', 'more-than-one-code', { status: 's' }],
  ])('%s', (_, kind, change) => {
    expect(kindsOf(found(changed(sound, FIRST, change)))).toContain(kind);
  });

  test.each([
    ['an exact share of its clients', 'finer-than-declared', { represented_share: 0.61 }],
    ['that hidden cells are small', 'narrowed', { represented_share: 1 }],
  ])('%s, from a sum', (_, kind, change) => {
    // 13 of 25 clients are shown, as 15; if they were nearly all, the others would be 5 at most.
    const cells = CATALOGUE.complaints.map((complaint, at) => [
      cellKey('deep-tissue', complaint),
      times(at === 0 ? 13 : 3, 2),
    ]);
    const few = byThreshold({ ...everywhere, ...Object.fromEntries(cells) }).published;
    expect(few.rows.find((row) => cellOf(row) === 'deep-tissue, all')).toMatchObject({
      represented_share: 0.6,
    });
    expect(found(few)).toEqual([]);
    expect(kindsOf(found(changed(few, 'deep-tissue, all', change)))).toContain(kind);
  });

  test('a share of a cell, which has none', () => {
    expect(kindsOf(found(changed(sound, shown, { represented_share: 0.8 })))).toContain(
      'value-against-status',
    );
  });

  test('nothing of a release that was made before sums said what share they stand for', () => {
    const { represented: _, ...rules } = sound.privacy;
    const rows = sound.rows.map(({ represented_share: _share, ...row }) => row);
    expect(found({ ...sound, rows, privacy: rules })).toEqual([]);
    expect(kindsOf(found({ ...sound, privacy: rules }))).toContain('column-without-rule');
  });

  test.each([
    ['an exact count', 'finer-than-declared', { clients: 41 }],
    ['an exact count, alone', 'exact-count', { clients: 41 }],
    ['an exact mean', 'finer-than-declared', { mean_improvement: 2.43 }],
    ['a sum of points', 'exact-sum', { clients: 15, mean_improvement: 2.43, ...NO_SHARE }], // 34 of 14
    ['an exact share', 'finer-than-declared', { responder_share: 0.619 }],
    ['an exact count, from the share', 'exact-count', { responder_share: 0.619 }], // 26 of 42
    ['what no clients can have', 'impossible', { responder_share: 0.613 }],
    ['that everybody responded', 'all-or-none', { clients: 15, mean_improvement: 3, responder_share: 1 }],
    ['that nobody responded', 'all-or-none', { clients: 15, mean_improvement: 0, responder_share: 0 }],
    ['that few did not respond', 'share-below-threshold', { clients: 40, responder_share: 0.95 }],
  ])('%s', (_, kind, change) => {
    const released = { status: 'a', responder_status: 'a', ...change };
    expect(found(changed(sound, shown, released))).toContainEqual(
      expect.objectContaining({ kind, row: shown, severity: 'finding' }),
    );
  });

  test('that everybody responded, from the mean alone', () => {
    expect(kindsOf(found(changed(sound, shown, { ...NO_SHARE, mean_improvement: 9.95 })))).toContain(
      'all-or-none',
    );
  });

  /** As if no other cell had been hidden with the small one. */
  const lonely = changed(sound, (row) => isHidden(row) && !isMargin(row) && cellOf(row) !== FIRST, SHOWN);

  test('a hidden count, from true margins and true counts', () => {
    const margins = changed(sound, isMargin, trueMargin);
    expect(kindsOf(found(margins))).toEqual(['margin-says-more']);
    const alone = changed(changed(lonely, isMargin, trueMargin), isShown, { clients: 41 });
    expect(found(alone)).toContainEqual(
      expect.objectContaining({ kind: 'narrowed', row: FIRST, says: expect.stringContaining('exactly 4') }),
    );
  });

  test('who came, from rows that are not there, and from columns that nobody declared', () => {
    const without = { ...sound, rows: sound.rows.filter((row) => cellOf(row) !== FIRST) };
    expect(found(without)).toContainEqual(expect.objectContaining({ kind: 'row-missing', row: FIRST }));
    const more = { ...sound, rows: sound.rows.map((row) => ({ ...row, sessions: 12 })) };
    expect(kindsOf(found(more))).toEqual(['column-without-rule']);
  });

  test('a hidden count, by somebody who has the totals from elsewhere: a note', () => {
    const notes = audit(lonely).filter(({ severity }) => severity === 'note');
    expect(notes).toEqual([expect.objectContaining({ kind: 'known-with-totals', row: FIRST })]);
    expect(audit(sound)).toEqual([]);
  });
});

describe('several releases by threshold, of which can be derived', () => {
  const first = byThreshold(oneSmall, { period: '2026Q2' });
  const next = byThreshold(everywhere, { period: '2026Q3' }, [first.kept]);

  test.each([
    ['what lies between overlapping periods', 'periods-overlap', { period: '2026H1' }],
    ['what a second version of one release says', 'two-versions', { period: '2026Q2' }],
    ['what a third revision says', 'too-many-revisions', { period: '2026Q2', revision: 3 }],
    ['what a revision shows that was hidden', 'shown-in-another-revision', { period: '2026Q2', revision: 2 }],
  ])('%s', (_, kind, which) => {
    expect(kindsOf(found(first.published, { ...next.published, ...which }))).toContain(kind);
  });

  test('one period in two modes', () => {
    const noisy = withNoise(tallyOfCells(oneSmall), { period: '2026Q2' });
    expect(kindsOf(found(first.published, noisy))).toEqual(['two-modes']);
  });

  test('that one client has gone, from two versions of a count', () => {
    const [one, other] = [33, 32].map((clients, at) =>
      byThreshold({ ...everywhere, [SMALL]: times(clients, 2) }, { revision: at + 1 }),
    );
    expect(found(one!.published, other!.published)).toContainEqual(
      expect.objectContaining({ kind: 'revised-by-few', row: FIRST, says: expect.stringContaining('35') }),
    );
    const many = byThreshold({ ...everywhere, [SMALL]: times(60, 2) }, { revision: 2 });
    expect(kindsOf(found(one!.published, many.published))).not.toContain('revised-by-few');
  });

  test('what two programmes tell of the same clinic, by its fingerprint', () => {
    const clinics = (programme: string, ...names: string[]) =>
      ({ ...next.published, programme, clinics: names }) satisfies PublishedRelease;
    const together = audit(clinics('alpha', 'f1', 'f2'), clinics('beta', 'f2', 'f3'));
    expect(together.map(({ kind, severity }) => `${severity} ${kind}`)).toEqual([
      'finding clinics-told-twice',
    ]);
    const apart = audit(clinics('alpha', 'f1'), clinics('beta', 'f3'));
    expect(apart.map(({ kind, severity }) => `${severity} ${kind}`)).toEqual(['note same-period-elsewhere']);
    const half = { ...clinics('beta', 'f2'), period: '2026H2' };
    expect(kindsOf(found(clinics('alpha', 'f2'), half))).toContain('clinics-told-twice');
  });

  test('who came, from rows that come and go or change places, in one catalogue', () => {
    const { published } = next;
    const shorter = { ...published, rows: published.rows.filter((row) => cellOf(row) !== FIRST) };
    expect(kindsOf(found(first.published, shorter))).toContain('rows-differ');
    const turned = { ...published, rows: published.rows.toReversed() };
    expect(kindsOf(found(first.published, turned))).toEqual(['rows-differ']);
  });

  test('a count, from true margins of two revisions together, each of which alone hides it', () => {
    const exact = (revision: number) =>
      changed(
        changed({ ...first.published, revision }, isMargin, trueMargin),
        (row) => !isHidden(row) && !isMargin(row),
        { clients: 41 },
      );
    const hiddenToo = first.published.rows.find(
      (row) => isHidden(row) && !isMargin(row) && cellOf(row) !== FIRST && row['technique'] === 'deep-tissue',
    )!;
    const shown = changed(exact(2), cellOf(hiddenToo), { ...SHOWN, clients: 41 });
    const narrowed = (...releases: PublishedRelease[]) =>
      found(...releases).flatMap(({ kind, row }) => (kind === 'narrowed' ? [row] : []));
    expect(narrowed(exact(1))).toEqual([]);
    expect(narrowed(exact(1), shown)).toContain(FIRST);
  });

  test('as a guess: cells that were shown and are not any more, and other programmes of the same time', () => {
    const small = byThreshold(oneSmall, { period: '2026Q4' }, [next.kept]);
    const findings = audit(next.published, small.published);
    expect(findings.map(({ kind, severity }) => `${severity} ${kind}`)).toContain('note hidden-since');
    expect(found(next.published, small.published)).toEqual([]);
    const elsewhere = { ...next.published, programme: 'another' };
    expect(kindsOf(audit(next.published, elsewhere))).toEqual(['same-period-elsewhere']);
  });
});

describe('releases with differential privacy, of which can be derived', () => {
  const sound = withNoise(tallyOfCells(everywhere));
  const budgetOf = (change: object) => ({ ...sound, privacy: { ...sound.privacy, ...change } });

  test.each([
    ['a mean without noise', { mean: 2.4 }],
    ['a status that the true count decides', { status: 'x' }],
    ['a count without noise', { n_noisy: 40 }],
    ['a column that no noisy value leads to', { sessions: 12 }],
  ])('%s', (_, change) => {
    const faulty = changed(sound, (row) => row['table'] === 'cell', change as PublishedRow);
    expect(kindsOf(found(faulty))).toEqual(['not-from-noisy-values']);
  });

  test('nothing of a release that was made before means allowed for bins', () => {
    const noisy = noisyCountsOf(sound);
    if ('missing' in noisy) throw new Error(noisy.missing);
    const rows = noisyRows(releasePeriod(sound.period)!, noisy, 'consistent');
    const older = budgetOf({ estimates: 'consistent' });
    expect(kindsOf(found({ ...older, rows }))).toEqual([]);
    expect(rows).not.toEqual(sound.rows);
    expect(kindsOf(found({ ...sound, rows }))).toContain('not-from-noisy-values');
  });

  test('nothing of a release that was made when estimates could be below 0', () => {
    const noisy = noisyCountsOf(sound);
    if ('missing' in noisy) throw new Error(noisy.missing);
    const rows = noisyRows(releasePeriod(sound.period)!, noisy, 'reconciled');
    const { estimates: _, ...ofOld } = sound.privacy;
    const older = { ...sound, rows, privacy: budgetSchema.parse(ofOld) };
    expect(kindsOf(found(older))).toEqual([]);
    expect(rows).not.toEqual(sound.rows);
    expect(kindsOf(found({ ...sound, rows }))).toContain('not-from-noisy-values');
  });

  test('more than is published, from a pooled edition that adds up something else', () => {
    const programme = programmeNamed('spine-study', 'differential-privacy');
    const measured = ['2026Q2', '2026Q3'].map((name) => {
      const period = releasePeriod(name)!;
      const noisy = measure(programme, programme.catalogues[0]!, period, tallyOfCells({}), secureRandom());
      return { period, noisy };
    });
    const [before, now] = measured.map(({ period, noisy }, at) => {
      const others = measured.slice(0, at).map((one) => one.noisy);
      const table = anonymisedTable(programme, period, noisy, undefined, others);
      const published = publicationOf(table, { period: period.period }) as NoisyPublication;
      return { ...published, pooled: table.pooled!.rows };
    });
    expect(now!.privacy.pooled).toEqual({ periods: ['2026Q2', '2026Q3'] });
    expect(found(before!, now!)).toEqual([]);
    const [first, ...rest] = now!.pooled;
    const faulty = { ...now!, pooled: [{ ...first!, bin_1: Number(first!['bin_1']) + 1 }, ...rest] };
    expect(kindsOf(found(before!, faulty))).toEqual(['not-from-noisy-values']);
    expect(kindsOf(found(before!, { ...now!, pooled: rest }))).toEqual(['not-from-noisy-values']);
    // Without the other release nobody can tell.
    expect(found(faulty)).toEqual([]);
  });

  test('who came, from rows that are not in the catalogue or missing from it', () => {
    expect(kindsOf(found({ ...sound, rows: sound.rows.slice(1) }))).toContain('row-missing');
    const more = { ...sound.rows[0]!, technique: 'other' };
    expect(kindsOf(found({ ...sound, rows: [...sound.rows, more] }))).toContain('row-unexpected');
  });

  test('more than is declared, where noise is smaller', () => {
    const half = ({ numerator, denominator }: Rational) =>
      Number(discreteGaussian(rational(numerator, 4n * denominator), uniformFrom(secureRandom())));
    const periods = ['2025Q3', '2025Q4', '2026Q1', '2026Q2', '2026Q3'];
    const quiet = periods.map((period) => releaseMeasuredBy(() => half, period));
    expect(kindsOf(found(...quiet))).toContain('noise-not-as-declared');
  });

  test('who came and went, where two periods share their noise', () => {
    const next = changed(
      { ...sound, period: '2026Q4' },
      (row) => row['table'] !== 'recovery',
      (row) => ({ bin_5: Number(row['bin_5']) + 1 }),
    );
    const findings = found(sound, next).filter(({ kind }) => kind === 'noise-reused');
    expect(findings).toHaveLength(1);
    expect(findings[0]!.releases).toEqual(['spine-study 2026Q3 revision 1', 'spine-study 2026Q4 revision 1']);
  });

  test('more than is declared, in one quiet release among sound ones', () => {
    const silent = releaseMeasuredBy(() => () => 0, '2026Q4');
    const findings = found(sound, silent, withNoise(tallyOfCells({}), { period: '2027Q1' }));
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'noise-not-as-declared', releases: ['spine-study 2026Q4 revision 1'] }),
    ]);
  });

  test('that margins are of other clients than cells', () => {
    const margins = changed(sound, (row) => row['table'] === 'total', { bin_1: 4000 });
    expect(kindsOf(found(margins))).toContain('noise-not-as-declared');
  });

  const limitedTo = (periodsPerClient: number) => {
    const { perPeriod, bounding } = sound.privacy;
    return { ...bounding, periodsPerClient, mostRhoPerClient: perPeriod.rho * periodsPerClient };
  };

  test('more than is declared, where the budget does not add up', () => {
    const { tables, perPeriod, lifetime, bounding } = sound.privacy;
    const cells = { ...tables.cells, sigmaSquared: '1/2' };
    for (const change of [
      { perPeriod: { rho: perPeriod.rho / 2 } },
      { lifetime: { rho: lifetime.rho / 2 } },
      { bounding: { ...bounding, periodsPerClient: 9 } },
      { bounding: { ...bounding, contributionsPerClientAndPeriod: 2 } },
      { tables: { ...tables, cells } },
    ])
      expect(kindsOf(found(budgetOf(change))), JSON.stringify(change)).toContain('budget-does-not-add-up');
    const next = withNoise(tallyOfCells(everywhere), { period: '2026Q4' });
    const promises = { bounding: limitedTo(4), lifetime: { rho: perPeriod.rho * 4 } };
    expect(kindsOf(found(budgetOf(promises), next))).toEqual(['budget-does-not-add-up']);
    const revised = (period: string) => withNoise(tallyOfCells({}), { period, revision: 2 });
    expect(kindsOf(found(sound, revised('2026Q3'), revised('2026Q4')))).toEqual(['budget-does-not-add-up']);
  });

  test('more than was promised, by other programmes of the same clinic and by limits that were raised', () => {
    const of = (programme: string, period: string, budget: object = {}) => {
      const released = withNoise(tallyOfCells({}), { programme, period });
      return { ...released, clinics: ['f1'], privacy: { ...released.privacy, ...budget } };
    };
    const { perPeriod, bounding } = sound.privacy;
    const raised = {
      bounding: { ...bounding, periodsPerClient: 16 },
      lifetime: { rho: perPeriod.rho * 16 },
    };
    const added = found(of('alpha', '2026Q3'), of('beta', '2026Q4', raised));
    expect(kindsOf(added)).toEqual(['budget-does-not-add-up']);
    expect(added[0]!.says).toContain('promises rho 0.5 for life; the later one lets clients spend 1');
    const lowered = { bounding: limitedTo(4), lifetime: { rho: perPeriod.rho * 4 } };
    expect(found(of('alpha', '2026Q3'), of('beta', '2026Q4', lowered))).toEqual([]);
    // A dear period, and a promise of the setting after it.
    const tables = Object.fromEntries(
      Object.entries(sound.privacy.tables).map(([family, table]) => [family, { ...table }]),
    ) as typeof sound.privacy.tables;
    const dear = { bounding: limitedTo(1), tables };
    const forgetful = of('beta', '2027Q1', { lifetime: { rho: 0.03 }, bounding: dear.bounding });
    expect(kindsOf(found(of('alpha', '2026Q3', dear), forgetful))).toContain('budget-does-not-add-up');
    const elsewhere = { ...of('beta', '2026Q4', raised), clinics: ['f2'] };
    expect(found(of('alpha', '2026Q3'), elsewhere)).toEqual([]);
  });

  test('a mean over two drawings of the same release', () => {
    const again = { ...withNoise(tallyOfCells(everywhere)), label: 'for another partner' };
    expect(kindsOf(found(sound, again))).toContain('two-versions');
  });
});

describe('releases of other designs, of which', () => {
  const tally = tallyOfCells(everywhere);
  const designed = (design: object, period: string, which: { revision?: number } = {}) => {
    const programme = programmeOf({ ...programmeNamed('spine-study', 'differential-privacy'), ...design });
    const when = releasePeriod(period)!;
    const noisy = measure(programme, programme.catalogues[0]!, when, tally, secureRandom(), which.revision);
    return publicationOf(anonymisedTable(programme, when, noisy, which), { period, ...which });
  };
  const chosen = (name: DesignName) => ({ ...DESIGNS[name], budget: usualBudget(DESIGNS[name].period) });

  test.each([
    ['everything-by-quarter', '2026Q3'],
    ['groups-by-half-year', '2026H2'],
    ['techniques-by-quarter', '2026Q3'],
    ['techniques-by-half-year', '2026H2'],
    ['techniques-by-year', '2026Y'],
    ['totals-by-quarter-and-year', '2026Y'],
    ['totals-by-quarter-and-year', '2026Q3'],
  ] as const)('nothing can be derived: %s, %s', (name, period) => {
    expect(found(designed(chosen(name), period))).toEqual([]);
    expect(found(designed(chosen(name), period, { revision: 2 })), 'of a revision').toEqual([]);
  });

  test('totals of quarters and their year go together, and a whole quarter and its year do not', () => {
    const hybrid = chosen('totals-by-quarter-and-year');
    const quarters = ['2026Q1', '2026Q2', '2026Q3', '2026Q4'].map((period) => designed(hybrid, period));
    expect(found(...quarters, designed(hybrid, '2026Y'))).toEqual([]);
    const whole = designed(chosen('techniques-by-quarter'), '2026Q3');
    expect(kindsOf(found(whole, designed(hybrid, '2026Y')))).toContain('periods-overlap');
  });

  test('rows come with what is asked, and not with who came', () => {
    const [before, after] = [
      designed(chosen('everything-by-quarter'), '2026Q3'),
      designed(chosen('techniques-by-quarter'), '2026Q4'),
    ];
    expect(found(before, after)).toEqual([]);
    const cut = { ...after, rows: after.rows.slice(1) };
    expect(kindsOf(found(cut))).toContain('row-missing');
  });

  test('less noise than declared is found where margins have no cells', () => {
    for (const percent of [
      { techniques: 80, total: 20 },
      { techniques: 80, recovery: 20 },
      { cells: 70, complaints: 30 },
      { cells: 70, total: 30 },
    ]) {
      const whole = { complaints: 'each', percent };
      const programme = programmeOf({
        ...programmeNamed('spine-study', 'differential-privacy'),
        questions: whole,
      });
      const when = releasePeriod('2026Q3')!;
      const quiet = faultyMeasure(() => () => 0)(programme, programme.catalogues[0]!, when, tally);
      const kinds = kindsOf(found(publicationOf(anonymisedTable(programme, when, quiet))));
      expect(kinds, JSON.stringify(percent)).toContain('noise-not-as-declared');
    }
  });
});

/** A release of which everything but the noise is sound. */
function releaseMeasuredBy(noise: Parameters<typeof faultyMeasure>[0], period: string): PublishedRelease {
  const programme = programmeNamed('spine-study', 'differential-privacy');
  const when = releasePeriod(period)!;
  const noisy = faultyMeasure(noise)(programme, programme.catalogues[0]!, when, tallyOfCells(everywhere));
  return publicationOf(anonymisedTable(programme, when, noisy), { period });
}

function clientsOf(margin: PublishedRow): number {
  return KEYS.filter((key) => {
    const [technique, complaint] = key.split('|');
    return [margin['technique'], margin['complaint']].every((value) =>
      ['all', technique, complaint].includes(String(value)),
    );
  }).reduce((sum, key) => sum + oneSmall[key]!.length, 0);
}

const trueMargin = (margin: PublishedRow) => ({ status: 'a', clients: clientsOf(margin) });
const SHOWN = { status: 'a', clients: 40, mean_improvement: 2.5 };

const isHidden = (row: PublishedRow) => row['clients'] === null;
