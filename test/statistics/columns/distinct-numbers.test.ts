import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DistinctNumbers } from '../../../shared/statistics/columns/distinct-numbers.ts';

test('every number has a place, in order of arrival, and keeps it', () => {
  const numbers = fc.oneof(
    fc.integer({ min: 0, max: 500 }),
    fc.double({ noNaN: true }).map((value) => value + 0),
  );
  fc.assert(
    fc.property(fc.array(numbers, { maxLength: 300 }), (values) => {
      const distinct = new DistinctNumbers();
      const places = values.map((value) => distinct.placeOf(value));
      const expected = [...new Set(values)];
      expect([...distinct.values]).toEqual(expected);
      expect(places).toEqual(values.map((value) => expected.indexOf(value)));
      expect(values.map((value) => distinct.placeOf(value))).toEqual(places);
    }),
  );
});

test('of very many numbers none is lost', () => {
  const distinct = new DistinctNumbers();
  for (let number = 0; number < 100_000; number += 1) distinct.placeOf(number / 3600);
  expect(distinct.values).toHaveLength(100_000);
  expect(distinct.placeOf(54_321 / 3600)).toBe(54_321);
});
