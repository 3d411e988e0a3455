import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readStage } from '../../infra/stage.ts';
import { temporaryFolder } from './synthesized.ts';

const read = (context: Record<string, unknown>) =>
  readStage({ tryGetContext: (key: string) => context[key] });

describe('readStage', () => {
  test('is a dev stage of two clinics when nothing is said', () => {
    const stage = read({});
    expect(stage.name).toBe('dev');
    expect(stage.prefix).toBe('massage-outcomes-dev');
    expect(stage.clinics).toEqual(['harbour', 'riverside']);
    expect(stage.programmes).toMatchObject([
      { programme: 'outcomes', clinics: ['harbour', 'riverside'], period: 'quarter', partners: [] },
    ]);
    expect(stage.pseudonymKeyPrefix).toBe('massage-outcomes/dev/clinic/');
    expect(stage.retainData).toBe(false);
    expect(stage.asOf).toBeUndefined();
  });

  test('takes the date that pages open as of, and nothing else for it', () => {
    expect(read({ asOf: '2026-09-30' }).asOf).toBe('2026-09-30');
    expect(() => read({ asOf: '2026-09-31' })).toThrow('context value "asOf": expected a date');
    expect(() => read({ asOf: 20260930 })).toThrow('context value "asOf": expected a date');
  });

  test('keeps data in prod', () => {
    expect(read({ stage: 'prod' }).retainData).toBe(true);
  });

  test.each([
    ['comma-separated text', 'north, south,east'],
    ['a JSON list as text', '["north","south","east"]'],
    ['a list from cdk.json', ['north', 'south', 'east']],
  ])('takes clinics as %s', (_, clinics) => {
    expect(read({ clinics }).clinics).toEqual(['east', 'north', 'south']);
  });

  test('does not depend on the order of clinics', () => {
    expect(read({ clinics: 'b,a' })).toEqual(read({ clinics: 'a,b' }));
  });

  describe('programmes', () => {
    const listed = [
      { programme: 'low-back', clinics: ['riverside'], period: 'half-year', partners: ['insurer'] },
      { programme: 'neck', clinics: ['harbour'], mode: 'threshold' },
    ];

    test.each([
      ['a list from cdk.json', () => listed],
      ['a JSON list as text', () => JSON.stringify(listed)],
      [
        'a file',
        () => {
          const file = join(temporaryFolder(), 'programmes.json');
          writeFileSync(file, JSON.stringify(listed));
          return file;
        },
      ],
    ])('are taken as %s', (_, programmes) => {
      const stage = read({ programmes: programmes() });
      expect(stage.programmes).toMatchObject(listed);
      expect(stage.programmes[0]!.budget).toEqual({
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
      expect(read({ programmes: [most, hidden] }).programmes).toHaveLength(2);
    });

    const catalogue = (from: string, version: number) => ({
      from,
      version,
      techniques: ['deep-tissue'],
      complaints: ['neck-pain'],
    });
    test.each([
      ['neither a list nor a file', 'no-such-file.json', 'or the path of a file that holds one'],
      ['an unknown field', [{ ...listed[0], minimum: 5 }], /programmes\.0: .*minimum/],
      ['an unknown period', [{ ...listed[0], period: 'month' }], 'programmes.0.period: '],
      [
        'a partner that is no code',
        [{ ...listed[0], partners: ['Insurer Ltd'] }],
        'programmes.0.partners.0: ',
      ],
      ['a clinic of nobody', [{ ...listed[0], clinics: ['north'] }], 'programmes.0.clinics.0: "north" is no'],
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
      expect(() => read({ programmes })).toThrow(message);
      expect(() => read({ programmes })).toThrow('context value "programmes"');
    });

    test('come with no name beside them', () => {
      expect(() => read({ programme: 'low-back', programmes: listed })).toThrow('context value "programme"');
    });
  });

  test.each([
    [
      'an unknown stage',
      { stage: 'production' },
      'context value "stage": expected one of dev, prod, but found "production"',
    ],
    ['no clinics', { clinics: '' }, 'context value "clinics"'],
    ['an empty list', { clinics: [] }, 'context value "clinics"'],
    ['broken JSON', { clinics: '["north"' }, 'context value "clinics"'],
    ['something else', { clinics: 7 }, 'context value "clinics"'],
    ['a clinic that records cannot name', { clinics: 'north,jane doe' }, '"jane doe"'],
    ['a clinic that would leave its place among the secrets', { clinics: '../north' }, '"../north"'],
    ['a clinic twice', { clinics: 'north,south,north' }, 'each clinic id once'],
    [
      'more clinics than a stack can hold',
      { clinics: Array.from({ length: 401 }, (_, n) => `c${n}`) },
      'at most 400',
    ],
    ['a programme that is not a code', { programme: 'Low Back' }, 'context value "programme"'],
  ])('refuses %s and says what was expected', (_, context, message) => {
    expect(() => read(context)).toThrow(message);
  });
});
