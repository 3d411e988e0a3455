import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overDispersion } from '../../../shared/statistics/therapists/over-dispersion.ts';

describe('overDispersion', () => {
  test('DerSimonian & Laird by hand', () => {
    // w = 4 each: mean 1.5, Q = 4 × 5 = 20, (20 - 3) / (16 - 4).
    const alike = [0, 1, 2, 3].map((estimate) => ({ estimate, se: 0.5 }));
    expect(overDispersion(alike)).toBeCloseTo(17 / 12, 12);
    // w = 1, 1, 4, 4: mean 3.9, Q = 32.9, (32.9 - 3) / (10 - 3.4).
    const unequal = [
      { estimate: 1, se: 1 },
      { estimate: 2, se: 1 },
      { estimate: 3, se: 0.5 },
      { estimate: 6, se: 0.5 },
    ];
    expect(overDispersion(unequal)).toBeCloseTo(29.9 / 6.6, 12);
  });

  test('none for three estimates, however far apart, nor for a fourth without an error of its own', () => {
    const three = [0, 50, 100].map((estimate) => ({ estimate, se: 0.1 }));
    expect(overDispersion(three)).toBe(0);
    expect(overDispersion([...three, { estimate: 7, se: 0 }])).toBe(0);
    expect(overDispersion([...three, { estimate: 7, se: 0.1 }])).toBeGreaterThan(0);
    expect(overDispersion([])).toBe(0);
  });

  test('none where estimates differ by less than chance', () => {
    expect(overDispersion([1, 1.1, 0.9, 1, 1.05].map((estimate) => ({ estimate, se: 0.5 })))).toBe(0);
  });

  const estimates = fc.array(
    fc.record({ estimate: fc.integer({ min: -50, max: 50 }), se: fc.integer({ min: 1, max: 40 }) }),
    { minLength: 4, maxLength: 12 },
  );

  test('does not move with a constant, grows with the square of the unit', () => {
    fc.assert(
      fc.property(estimates, fc.integer({ min: -20, max: 20 }), (all, constant) => {
        const variance = overDispersion(all);
        const moved = all.map(({ estimate, se }) => ({ estimate: estimate + constant, se }));
        expect(overDispersion(moved)).toBeCloseTo(variance, 6);
        const scaled = all.map(({ estimate, se }) => ({ estimate: 2 * estimate, se: 2 * se }));
        expect(overDispersion(scaled)).toBeCloseTo(4 * variance, 6);
        expect(variance).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
