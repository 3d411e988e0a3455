import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median, medianCounted, medianInPlace } from '../../../shared/statistics/summaries/median.ts';

test('the middle value, or the mean of the two middle ones', () => {
  expect(median(Object.freeze([9, 1, 10]))).toBe(9);
  expect(median([1, 10, 2, 9])).toBe(5.5);
  expect(median([4])).toBe(4);
  expect(median([])).toBeNull();
});

test('counted values count as often as they were seen', () => {
  expect(
    medianCounted([
      [-2, 1],
      [3, 2],
      [7, 3],
    ]),
  ).toBe(5);
  expect(medianCounted([])).toBeNull();
});

test('it is the same without sorting, and of counts', () => {
  const values = fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 900 });
  fc.assert(
    fc.property(values, (all) => {
      expect(medianInPlace(Int32Array.from(all))).toBe(median(all));
      const counts = [...Map.groupBy(all, (value) => value)].map(
        ([value, same]) => [value, same.length] as const,
      );
      expect(medianCounted(counts.toSorted(([a], [b]) => a - b))).toBe(median(all));
    }),
  );
});
