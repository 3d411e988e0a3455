import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ownTechnique,
  ownTechniqueCode,
  spelledTechnique,
  spellTechnique,
} from '../../shared/records/own-technique.ts';

test.each([
  ['Hot stone', 'hot-stone'],
  ['  Schröpfen & Fußreflex ', 'schropfen-fussreflex'],
  ['Masaż głęboki', 'masaz-gleboki'],
  [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
  ['指圧', 'ujk7uh7r'],
  ['…', ''],
])('the code of %s is %s', (name, code) => {
  expect(ownTechniqueCode(name)).toBe(code);
});

test('any name with a letter or a digit has a code that a record takes, and the code of a code is itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (name) => {
      const code = ownTechniqueCode(name);
      if (/[\p{L}\p{N}]/u.test(name.normalize('NFKD').replaceAll(/\p{M}/gu, ''))) expect(code).not.toBe('');
      if (code === '') return;
      expect(ownTechnique.safeParse(code).success).toBe(true);
      expect(ownTechniqueCode(code)).toBe(code);
      expect(spelledTechnique(spellTechnique({ technique: 'other', own: code }))).toEqual({
        technique: 'other',
        own: code,
      });
    }),
  );
});
