import { describe, expect, test } from 'vitest';
import { comparisonSentence } from '../../shared/claims/comparison-sentence.ts';
import type { ComparedPair } from '../../shared/claims/contract.ts';

/** So many clients that t is z: z(0.975) = 1.960, z(1 - 0.05/6) = 2.394, z(0.8) = 0.842. */
const MANY = 1e7;

function equal(a: ComparedPair['a'], b: ComparedPair['b'], se: number): ComparedPair {
  const ci95: [number, number] = [-1.96 * se, 1.96 * se];
  return {
    a,
    b,
    difference: 0,
    se,
    df: MANY,
    ci95,
    p: 1,
    pHolm: 1,
    eValue: 1,
    eValueOfLimit: 1,
    tippingPoint: null,
  };
}

describe('where no technique stands out', () => {
  const terms = ['painBefore', 'therapist'];

  test('the one pair hears what could have been seen of it: (1.960 + 0.842) × 0.5', () => {
    expect(
      comparisonSentence(['deep-tissue', 'sports'], terms, [equal('deep-tissue', 'sports', 0.5)], null),
    ).toBe(
      'No technique stands out: allowing for pain before and therapist, they differ by less than can be told apart. A difference of about 1.4 points between the two would have been seen four times in five.',
    );
  });

  test('of several pairs it holds for half, and no more is said: (2.394 + 0.842) × 0.25, not × 2', () => {
    const pairs = [
      equal('deep-tissue', 'sports', 0.1),
      equal('deep-tissue', 'prenatal', 2),
      equal('prenatal', 'sports', 0.25),
    ];
    expect(comparisonSentence(['deep-tissue', 'prenatal', 'sports'], terms, pairs, null)).toMatch(
      /For half of the pairs, a difference of about 0\.8 points would have been seen four times in five; for the others it would have to be larger\.$/,
    );
  });
});
