import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactNumber, isExact } from '../../../shared/records/values/exact-number.ts';

describe('exactNumber', () => {
  test.each([
    ['7', 7],
    ['7.5', 7.5],
    ['-0.25', -0.25],
    ['0', 0],
    ['7.0', 7],
    ['0.30000000000000004', 0.30000000000000004],
    ['9007199254740992', 9007199254740992],
  ])('reads %s', (text, number) => {
    expect(exactNumber(text)).toBe(number);
  });

  test.each([
    '7/10',
    '6-7',
    ' 7',
    '7 ',
    '+7',
    '07',
    '.5',
    '7.',
    '1e3',
    '1,5',
    '1_000',
    '0x7',
    '٧',
    'NaN',
    'Infinity',
    '-',
    '',
    '7.00000000000000000001',
    '9007199254740993',
  ])('leaves "%s" as it is', (text) => {
    expect(exactNumber(text)).toBeUndefined();
  });

  test('reads back every number that prints as a plain decimal', () => {
    const plain = fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .filter((value) => !/e/.test(String(value)));
    fc.assert(fc.property(plain, (value) => exactNumber(String(value)) === value));
  });
});

describe('isExact', () => {
  test.each(['1e3', '1.2E+3', '120.0e-1', '5e-324', '0e99', '-0.0', '-120e-1'])(
    '%s keeps its value',
    (text) => {
      expect(isExact(text)).toBe(true);
    },
  );
  test.each(['1e400', '1e-400', '0.10000000000000000555'])('%s does not', (text) => {
    expect(isExact(text)).toBe(false);
  });
  test('holds for every number as JSON writes it', () => {
    const any = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(fc.property(any, (value) => isExact(JSON.stringify(value))));
  });
});
