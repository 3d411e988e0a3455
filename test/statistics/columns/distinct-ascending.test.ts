import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CountBelow } from '../../../shared/statistics/columns/count-below.ts';
import { distinctAscending } from '../../../shared/statistics/columns/distinct-ascending.ts';

const MOST = 2 ** 31 - 1;
const close = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 200 });
const apart = fc.array(fc.integer({ min: 0, max: MOST }), { minLength: 1, maxLength: 50 });
const anyValues = fc.oneof(close, apart);

test('distinct values in ascending order, whether they are close or far apart', () => {
  fc.assert(
    fc.property(anyValues, (values) => {
      const expected = [...new Set(values)].sort((a, b) => a - b);
      expect([...distinctAscending(Int32Array.from(values))]).toEqual(expected);
    }),
  );
});

test('how many values are smaller', () => {
  fc.assert(
    fc.property(anyValues, fc.integer({ min: 0, max: MOST }), (values, other) => {
      const below = new CountBelow(Int32Array.from(values).sort());
      for (const value of [...values, ...values.map((own) => Math.min(own + 1, MOST)), other]) {
        expect(below.of(value)).toBe(values.filter((own) => own < value).length);
      }
    }),
  );
});

test('there is nothing in an empty column', () => {
  expect(distinctAscending(new Int32Array(0))).toHaveLength(0);
  expect(new CountBelow(new Int32Array(0)).of(5)).toBe(0);
});
