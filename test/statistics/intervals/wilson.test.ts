import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilson } from '../../../shared/statistics/intervals/wilson.ts';

describe('wilson', () => {
  // Newcombe 1998, Stat Med 17:857, table I, method 3: .2553-.3662, .0624-.1605, 0-.1611, .0061-.1718.
  // More digits from R 4.2.2: prop.test(count, n, correct = FALSE)$conf.int
  test.each([
    [81, 263, 0.255288519878274, 0.3662095769828],
    [15, 148, 0.0623863995307363, 0.160487241723308],
    [0, 20, 0, 0.161125158052819],
    [1, 29, 0.00611321429276266, 0.171755218793203],
  ])('%d of %d', (count, n, low, high) => {
    const [lower, upper] = wilson(count, n)!;
    expect(lower).toBeCloseTo(low, 12);
    expect(upper).toBeCloseTo(high, 12);
  });

  test('the limits 0 and 1 are exact for every n', () => {
    for (let n = 1; n <= 500; n++) {
      expect(wilson(0, n)![0]).toBe(0);
      expect(wilson(n, n)![1]).toBe(1);
    }
  });

  test('no trials, no interval', () => {
    expect(wilson(0, 0)).toBeNull();
  });

  test('lies within 0..1, holds the rate and mirrors', () => {
    const trials = fc
      .integer({ min: 1, max: 5000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(trials, ([count, n]) => {
        const [low, high] = wilson(count, n)!;
        expect(0 <= low && low <= count / n && count / n <= high && high <= 1).toBe(true);
        expect(wilson(n - count, n)![1]).toBeCloseTo(1 - low, 12);
      }),
    );
  });
});
