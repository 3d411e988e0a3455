import { describe, expect, test } from 'vitest';
import { eValue } from '../../../shared/statistics/sensitivity/e-value.ts';
import { missingUpTo, tippingPoint } from '../../../shared/statistics/sensitivity/missing-answers.ts';

/** Known answers made with R 4.2.2 from the published formulas. */

describe('missingUpTo (Imbens & Manski 2004)', () => {
  const answers = { mean: 1.8, se: 0.2, delta: 2.1 };
  test('a quarter silent: c is the one-sided quantile', () => {
    const [low, high] = missingUpTo({ ...answers, share: 0.25 });
    expect(low).toBeCloseTo(0.946029, 6);
    expect(high).toBeCloseTo(2.653971, 6);
  });
  test('two in a hundred silent: c lies between', () => {
    const [low, high] = missingUpTo({ ...answers, share: 0.02 });
    expect(low).toBeCloseTo(1.399513, 6);
    expect(high).toBeCloseTo(2.200487, 6);
  });
  test('nobody silent: the ordinary interval', () => {
    const [low, high] = missingUpTo({ ...answers, share: 0 });
    expect(low).toBeCloseTo(1.8 - 1.959964 * 0.2, 6);
    expect(high).toBeCloseTo(1.8 + 1.959964 * 0.2, 6);
  });
});

test('tippingPoint: none where all answered, or where nothing is claimed', () => {
  expect(tippingPoint({ mean: 1.8, se: 0.2, share: 0.25 })).toBeCloseTo(5.632, 3);
  expect(tippingPoint({ mean: -1.8, se: 0.2, share: 0.25 })).toBeCloseTo(5.632, 3);
  expect(tippingPoint({ mean: 1.8, se: 0.2, share: 0 })).toBeNull();
  expect(tippingPoint({ mean: 0.3, se: 0.2, share: 0.25 })).toBeNull();
});

describe('eValue (VanderWeele & Ding 2017)', () => {
  test('of a difference by half an SD', () => expect(eValue(0.5, 0).estimate).toBeCloseTo(2.529142, 6));
  test('and of the limit nearer to none', () => {
    const { estimate, limit } = eValue(-0.4, 0.12);
    expect(estimate).toBeCloseTo(2.233971, 6);
    expect(limit).toBeCloseTo(1.596626, 6);
  });
  test('an interval that holds none needs no hidden cause', () => expect(eValue(0.1, 0.2).limit).toBe(1));
});
