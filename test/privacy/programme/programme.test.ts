import { describe, expect, test } from 'vitest';
import { programmesOf } from '../../../shared/privacy/programme/programme.ts';

describe('programmes', () => {
  const listed = [
    { programme: 'low-back', clinics: ['riverside'], period: 'half-year', partners: ['insurer'] },
    { programme: 'neck', clinics: ['harbour'], mode: 'threshold' },
  ];

  test('have what is usual where nothing is said', () => {
    expect(programmesOf(listed)).toMatchObject(listed);
    expect(programmesOf(listed)[0]!.budget).toEqual({
      microRhoPerPeriod: 62_500,
      periodsPerClient: 8,
      microRhoCap: 2_000_000,
      microRhoReserve: 62_500,
    });
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
