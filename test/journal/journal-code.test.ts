import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CODE_BYTES, codeIn, journalCode, readableCode } from '../../shared/journal/journal-code.ts';

const chance = fc.uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES });

test('a code is 80 bits in 16 letters that are taken for no other, as Crockford writes them', () => {
  expect(journalCode(new Uint8Array(CODE_BYTES))).toBe('0000000000000000');
  expect(journalCode(new Uint8Array(CODE_BYTES).fill(255))).toBe('ZZZZZZZZZZZZZZZZ');
  // 1 in the last bit, and in the first: 16 of 32 in the first letter.
  expect(journalCode(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 1))).toBe('0000000000000001');
  expect(journalCode(Uint8Array.of(128, 0, 0, 0, 0, 0, 0, 0, 0, 0))).toBe('G000000000000000');
  expect(() => journalCode(new Uint8Array(9))).toThrow(RangeError);
});

test('no two chances have one code', () => {
  fc.assert(
    fc.property(chance, chance, (one, other) => {
      expect(journalCode(one) === journalCode(other)).toBe(Buffer.from(one).equals(Buffer.from(other)));
    }),
  );
});

test('however it is typed, it is read as it was given', () => {
  fc.assert(
    fc.property(chance, (bytes) => {
      const code = journalCode(bytes);
      const shown = readableCode(code);
      expect(shown).toMatch(/^(\w{4}-){3}\w{4}$/);
      const typed = [shown, code, shown.toLowerCase(), shown.replaceAll('-', ' '), code.replaceAll('0', 'o')];
      for (const text of [...typed, code.replaceAll('1', 'l'), code.replaceAll('1', 'I')]) {
        expect(codeIn(text)).toBe(code);
      }
    }),
  );
});

test.each([
  '',
  'x',
  '0'.repeat(15),
  '0'.repeat(17),
  `${'0'.repeat(15)}U`,
  `${'0'.repeat(15)}%`,
  '-'.repeat(5000),
])('"%s" is none', (text) => {
  expect(codeIn(text)).toBeUndefined();
});
