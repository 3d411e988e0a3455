import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combinedInterval } from '../../../shared/statistics/intervals/combined-interval.ts';
import { wilson } from '../../../shared/statistics/intervals/wilson.ts';

const estimate = fc
  .tuple(
    fc.double({ min: -5, max: 5, noNaN: true }),
    fc.double({ min: 0, max: 3, noNaN: true }),
    fc.double({ min: 0, max: 3, noNaN: true }),
  )
  .map(([value, below, above]) => ({ value, ci95: [value - below, value + above] as [number, number] }));

describe('combinedInterval', () => {
  it("is Newcombe's method 10 of two shares (Newcombe 1998, Stat Med 17:873, table II (a))", () => {
    const share = (count: number, of: number) => ({ value: count / of, ci95: wilson(count, of)! });
    const { value, ci95 } = combinedInterval([
      { weight: 1, ...share(56, 70) },
      { weight: -1, ...share(48, 80) },
    ]);
    expect(value).toBeCloseTo(0.2, 12);
    expect(ci95[0]).toBeCloseTo(0.0524, 4);
    expect(ci95[1]).toBeCloseTo(0.3339, 4);
  });

  it('turns around with its weights, and is the interval itself of one estimate', () => {
    fc.assert(
      fc.property(
        fc.array(estimate, { minLength: 1, maxLength: 5 }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        (parts, weight) => {
          const of = (sign: number) =>
            combinedInterval(parts.map((part) => ({ weight: sign * weight, ...part })));
          const [there, back] = [of(1), of(-1)];
          expect(back.value).toBeCloseTo(-there.value, 9);
          expect(back.ci95[0]).toBeCloseTo(-there.ci95[1], 9);
          const alone = combinedInterval([{ weight: 1, ...parts[0]! }]);
          expect(alone.ci95[0]).toBeCloseTo(parts[0]!.ci95[0], 9);
          expect(alone.ci95[1]).toBeCloseTo(parts[0]!.ci95[1], 9);
        },
      ),
    );
  });
});
