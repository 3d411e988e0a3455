import { describe, expect, test } from 'vitest';
import { lifetimeMicroRho } from '../../../shared/privacy/programme/budget.ts';
import { DESIGNS } from '../../../shared/privacy/programme/designs.ts';
import { programmesOf } from '../../../shared/privacy/programme/programme.ts';
import { EVERYTHING } from '../../../shared/privacy/programme/questions.ts';
import { tableDimensions } from '../../../shared/privacy/programme/table-dimensions.ts';

describe('programmes', () => {
  const listed = [
    { programme: 'low-back', clinics: ['riverside'], period: 'half-year', partners: ['insurer'] },
    { programme: 'neck', clinics: ['harbour'], mode: 'threshold' },
  ];

  test('have what is usual where nothing is said', () => {
    expect(programmesOf(listed)).toMatchObject(listed);
    const rest = { microRhoCap: 2_000_000, microRhoReserve: 62_500 };
    expect(programmesOf(listed).map(({ budget }) => budget)).toEqual([
      { microRhoPerPeriod: 125_000, periodsPerClient: 4, ...rest },
      { microRhoPerPeriod: 62_500, periodsPerClient: 8, ...rest },
    ]);
    expect(programmesOf(listed)[0]!.questions).toEqual(EVERYTHING);
  });

  test('that were kept before they could choose what to ask mean what they meant', () => {
    const budget = {
      microRhoPerPeriod: 62_500,
      periodsPerClient: 8,
      microRhoCap: 2_000_000,
      microRhoReserve: 62_500,
    };
    const { questions, ...before } = programmesOf([{ ...listed[0], budget }])[0]!;
    expect(programmesOf([before])[0]).toEqual({ ...before, questions: EVERYTHING });
    expect(before).toMatchObject({ period: 'half-year', budget });
  });

  test('have the design that goes with the clients they expect, and still what they say themselves', () => {
    const of = (clientsExpected: number, said: object = {}) =>
      programmesOf([{ programme: 'p', clinics: ['harbour'], clientsExpected, ...said }])[0]!;
    expect([200, 800, 2000, 10_000].map((clients) => of(clients).period)).toEqual([
      ...['year', 'half-year'],
      ...['quarter', 'quarter'],
    ]);
    expect(of(200)).toMatchObject({
      clientsExpected: 200,
      budget: { microRhoPerPeriod: 250_000, periodsPerClient: 2 },
      questions: { percent: { cells: 0, techniques: 80 } },
    });
    expect(of(10_000).questions).toEqual(EVERYTHING);
    expect(of(200, { period: 'quarter' }).budget.microRhoPerPeriod).toBe(62_500);
    expect(programmesOf([of(200)]), 'and the same when it is read again').toEqual([of(200)]);
    const hidden = (clients: number) => of(clients, { mode: 'threshold' });
    expect(hidden(200).period).toBe('quarter');
    expect([200, 2000, 6000].map((clients) => tableDimensions(hidden(clients).questions))).toEqual([
      { techniques: true, complaints: 'none' },
      { techniques: true, complaints: 'groups' },
      { techniques: true, complaints: 'each' },
    ]);
    expect(programmesOf([hidden(200)])).toEqual([hidden(200)]);
  });

  test('of every design that is offered promise a lifetime of a half, as they always did', () => {
    for (const [name, design] of Object.entries(DESIGNS)) {
      const [programme] = programmesOf([{ programme: 'p', clinics: ['harbour'], ...design }]);
      expect(lifetimeMicroRho(programme!.budget), name).toBe(500_000);
    }
  });

  const budget = (microRhoPerPeriod: number, periodsPerClient: number, microRhoReserve = 0) => ({
    ...{ microRhoPerPeriod, periodsPerClient, microRhoReserve, microRhoCap: 9_000_000 },
  });
  test('may come to a rho of 2 over a lifetime, and by threshold to anything', () => {
    const most = { ...listed[0], budget: budget(250_000, 8) };
    const hidden = { ...listed[1], mode: 'threshold', budget: budget(1_000_000_000, 1) };
    expect(programmesOf([most, hidden])).toHaveLength(2);
  });

  const catalogue = (from: string, version: number) => ({
    from,
    version,
    techniques: ['deep-tissue'],
    complaints: ['neck-pain'],
  });
  test.each([
    ['no list', 'no-such-file.json', 'expected a list of programmes'],
    ['an unknown field', [{ ...listed[0], minimum: 5 }], /programmes\.0: .*minimum/],
    [
      'shares that do not add up',
      [{ ...listed[0], questions: { percent: { techniques: 80, total: 10 } } }],
      'programmes.0.questions.percent: expected shares that add up to 100',
    ],
    [
      'nothing asked but recovery',
      [{ ...listed[0], questions: { percent: { recovery: 100 } } }],
      'programmes.0.questions.percent: expected one of cells',
    ],
    [
      'totals of quarters that spend nothing',
      [{ ...listed[0], period: 'quarter-and-year', budget: budget(62_500, 2) }],
      'programmes.0.budget.microRhoPerQuarter: expected what the totals of each quarter spend',
    ],
    [
      'totals of quarters beside half-years',
      [{ ...listed[0], budget: { ...budget(62_500, 2), microRhoPerQuarter: 1 } }],
      'programmes.0.budget.microRhoPerQuarter: expected nothing with half-years',
    ],
    [
      'quarters and years that tell too much together',
      [
        {
          ...listed[0],
          period: 'quarter-and-year',
          budget: { ...budget(250_000, 2), microRhoPerQuarter: 200_000 },
        },
      ],
      'is 2100000; expected at most 2000000',
    ],
    [
      'totals of quarters by threshold',
      [{ ...listed[1], period: 'quarter-and-year' }],
      'programmes.0.period: expected periods of one length',
    ],
    [
      'two tables by threshold',
      [{ ...listed[1], questions: { percent: { techniques: 50, complaints: 50 } } }],
      'programmes.0.questions.percent.cells: expected a share above 0, or none of techniques or of complaints',
    ],
    [
      'less than a share of one per cent can be made of',
      [{ ...listed[0], budget: budget(99, 8), questions: { percent: { techniques: 99, total: 1 } } }],
      'programmes.0.budget.microRhoPerPeriod: expected at least 100',
    ],
    ['an unknown period', [{ ...listed[0], period: 'month' }], 'programmes.0.period: '],
    ['a partner that is no code', [{ ...listed[0], partners: ['Insurer Ltd'] }], 'programmes.0.partners.0: '],
    ['a clinic twice', [{ ...listed[0], clinics: ['harbour', 'harbour'] }], 'expected each clinic once'],
    [
      'a clinic in two programmes',
      [listed[0], { ...listed[1], clinics: ['harbour', 'riverside'] }],
      'programmes.1.clinics.1: "riverside" counts in another programme',
    ],
    ['a programme twice', [listed[0], { ...listed[1], programme: 'low-back' }], 'programmes.1.programme: '],
    [
      'a budget that is not in whole millionths',
      [{ ...listed[0], budget: { microRhoPerPeriod: 0.5 } }],
      'programmes.0.budget.microRhoPerPeriod: ',
    ],
    [
      'a period that tells all of a client',
      [{ ...listed[0], budget: budget(1_000_000_000, 1) }],
      'programmes.0.budget.microRhoPerPeriod: times periodsPerClient is 1000000000; expected at most 2000000',
    ],
    [
      'more periods than the lifetime has room for',
      [{ ...listed[0], budget: budget(62_500, 33) }],
      'programmes.0.budget.microRhoPerPeriod: times periodsPerClient is 2062500',
    ],
    [
      'a reserve beyond the lifetime',
      [{ ...listed[0], budget: budget(62_500, 8, 1_500_001) }],
      'programmes.0.budget.microRhoReserve: expected at most 1500000',
    ],
    [
      'less than a release can be made of',
      [{ ...listed[0], budget: budget(9, 8) }],
      'programmes.0.budget.microRhoPerPeriod: expected at least 10',
    ],
    [
      'a cap that pays for no period',
      [{ ...listed[0], budget: { ...budget(62_500, 8), microRhoCap: 62_499 } }],
      'programmes.0.budget.microRhoCap: expected at least the 62500',
    ],
    [
      'catalogues that go back',
      [{ ...listed[0], catalogues: [catalogue('2026H2', 1), catalogue('2026H1', 2)] }],
      'programmes.0.catalogues.1: expected catalogues in order of time',
    ],
    [
      'two catalogues of one version',
      [{ ...listed[0], catalogues: [catalogue('2026H1', 1), catalogue('2026H2', 1)] }],
      'programmes.0.catalogues.1: expected catalogues in order of time',
    ],
  ])('with %s are refused by the name of the field', (_, programmes, message) => {
    expect(() => programmesOf(programmes)).toThrow(message);
  });
});
