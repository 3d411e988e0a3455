import { describe, expect, it } from 'vitest';
import { copyOfMaster, differencesOfCopy } from '../../infra/clinic/check-master.ts';
import { masterKeys, withNewMaster } from '../../shared/clinics/master-keys.ts';

const [A, B, C] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string];
const FIRST = JSON.stringify({ 1: A });
const SECOND = withNewMaster(FIRST, B, false);
const differences = (copy: string, held: string) => differencesOfCopy(masterKeys(copy), masterKeys(held));

describe('a copy of the master secret', () => {
  it('that is what is held differs in nothing', () => {
    expect(differences(FIRST, FIRST)).toEqual([]);
    expect(differences(SECOND, SECOND)).toEqual([]);
  });

  it.each([
    ['from before a rotation', FIRST, SECOND, ['Version 2 is not in the copy.']],
    ['of another deployment', JSON.stringify({ 1: C }), FIRST, ['Version 1 is another one in the copy.']],
    ['from after a secret was put back', SECOND, FIRST, ['Version 2 is in the copy alone.']],
    [
      'from before links were ended',
      SECOND,
      JSON.stringify({ ...JSON.parse(SECOND), linksFrom: '2' }),
      ['The copy would open links that were handed out under version 1.'],
    ],
  ])('%s is told apart, without a key', (_, copy, held, expected) => {
    const told = differences(copy, held);
    expect(told).toEqual(expected);
    expect(told.join()).not.toMatch(/a{8}|b{8}|c{8}/);
  });

  it.each([A, '{}', `{"1":"${A}"`, `{"first":"${A}"}`])(
    'that is none is refused without a word of it',
    (text) => {
      const reading = () => copyOfMaster(text, 'kept.json');
      expect(reading).toThrow('--copy kept.json: expected the master secret');
      expect(reading).not.toThrow(/a{8}/);
    },
  );
});
