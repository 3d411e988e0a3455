import { describe, expect, test } from 'vitest';
import { readStage } from '../../infra/stage.ts';

const read = (context: Record<string, unknown>) =>
  readStage({ tryGetContext: (key: string) => context[key] });

describe('readStage', () => {
  test('is a dev stage of two clinics when nothing is said', () => {
    const stage = read({});
    expect(stage.name).toBe('dev');
    expect(stage.prefix).toBe('massage-outcomes-dev');
    expect(stage.clinics).toEqual(['harbour', 'riverside']);
    expect(stage.programme).toEqual({ programme: 'outcomes', clinics: ['harbour', 'riverside'] });
    expect(stage.pseudonymKeyPrefix).toBe('massage-outcomes/dev/clinic/');
    expect(stage.retainData).toBe(false);
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
