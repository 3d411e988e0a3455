import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldsAndNumbers, jsonLoss } from '../../../shared/records/files/json-loss.ts';

const lossOf = (text: string) => jsonLoss(text, JSON.parse(text));

describe('jsonLoss', () => {
  test.each([
    ['{"a":1,"a":1}', 'a'],
    ['{"a":{"b":1,"c":[{"d":1},{"d":2}],"b":2}}', 'b'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['{"a":":","b":"\\"a\\":","a" : 2}', 'a'],
    ['{"a":{"x":1,"y":2},"a":3}', 'a'],
  ])('finds the field that is repeated in %s', (text, path) => {
    expect(lossOf(text)).toEqual({
      code: 'repeated-field',
      path,
      message: 'expected every field once; this one is given more than once',
    });
  });

  test.each(['{"a":7.00000000000000000001}', '[12345678901234567890]', '{"a":1e400}', '{"a":-1e-400}'])(
    'finds the number that is rounded in %s',
    (text) => {
      expect(lossOf(text)).toMatchObject({ code: 'inexact-number' });
    },
  );

  test('says nothing where nothing is lost', () => {
    expect(lossOf('{"id":"12345678901234567890:7","a":"\\\\","b":["\\\\\\"",{"a":0.1}]}')).toBeUndefined();
    fc.assert(fc.property(fc.json(), (text) => lossOf(text) === undefined));
  });
});

describe('fieldsAndNumbers', () => {
  const fieldsIn = (text: string) => fieldsAndNumbers(text).fields;

  test('counts to the end of any text, JSON or cut off in the middle of a string', () => {
    expect(
      ['{"a":1,"b":{"c":2}}', '{"a":1,"b', '{"a":"\\\\', '{"a":"\\"', '"', '{"a:'].map(fieldsIn),
    ).toEqual([3, 1, 1, 1, 0, 0]);
    const cut = fc
      .tuple(fc.json(), fc.nat({ max: 99 }), fc.nat({ max: 99 }))
      .map(([text, start, length]) => text.slice(start, start + length));
    fc.assert(fc.property(cut, (text) => fieldsIn(text) <= text.length));
  });
});
