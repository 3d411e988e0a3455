import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteCursor } from '../../shared/bulk/byte-cursor.ts';
import { isExact } from '../../shared/records/values/exact-number.ts';

function at(text: string): ByteCursor {
  const cursor = new ByteCursor();
  cursor.moveTo(Buffer.from(`${text}\n`), 0);
  return cursor;
}

/** What is read, if all of the text is. */
function number(text: string): number | undefined {
  const cursor = at(text);
  return cursor.readNumber() && cursor.at === text.length ? cursor.number : undefined;
}

function jsonNumber(text: string): number | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'number' && isExact(text) ? value : undefined;
  } catch {
    return undefined;
  }
}

test('reads numbers as JSON does, and only those that keep their value', () => {
  const digits = fc.stringMatching(/^-?[0-9.]{1,20}$/);
  const withExponent = fc.stringMatching(/^-?[0-9.]{1,6}([eE][+-]?[0-9]{0,3})?$/);
  const spelled = fc.double({ noNaN: true, noDefaultInfinity: true }).map(String);
  fc.assert(
    fc.property(fc.oneof(digits, withExponent, spelled), (text) => {
      expect(number(text)).toBe(jsonNumber(text));
    }),
    { numRuns: 5_000 },
  );
});

test.each(['0', '10', '7'])('reads the score %s', (text) => {
  const cursor = at(`${text},`);
  expect(cursor.readScore()).toBe(true);
  expect(cursor.number).toBe(Number(text));
});

test.each(['11', '07', '7.0', '1e1', '-0', '-1', '"7"', '', '100'])('leaves the score %s alone', (text) => {
  expect(at(`${text},`).readScore()).toBe(false);
});

test.each(['a', 'low-back', 'x9-1', 'a'.repeat(64)])('reads the code %s', (text) => {
  const cursor = at(`"${text}",`);
  expect(cursor.readCode()).toBe(true);
  expect(cursor.length).toBe(text.length);
});

test.each(['', '-a', 'a-', 'a--b', 'A', 'a b', 'é', 'a'.repeat(65)])('leaves the code "%s" alone', (text) => {
  expect(at(`"${text}",`).readCode()).toBe(false);
});
