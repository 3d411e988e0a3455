import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ComparedPair, WithheldPair, WithinClientPair } from '../../shared/claims/contract.ts';
import { betterThan, lead } from '../../shared/claims/lead.ts';
import type { Technique } from '../../shared/records/catalogue.ts';

const THREE: Technique[] = ['deep-tissue', 'sports', 'relaxation'];
const [A, B, C] = THREE as [Technique, Technique, Technique];

function pair(a: Technique, b: Technique, difference: number, pHolm: number): ComparedPair {
  const ci95: [number, number] = [difference - 0.5, difference + 0.5];
  return {
    a,
    b,
    difference,
    se: 0.25,
    df: 40,
    ci95,
    p: pHolm / 3,
    pHolm,
    eValue: 2,
    eValueOfLimit: 1.5,
    tippingPoint: null,
  };
}

const withheld = (a: Technique, b: Technique): WithheldPair => ({ a, b, withheld: 'Too few.' });
const own = (a: Technique, b: Technique, difference: number, pHolm = 0.9): WithinClientPair => ({
  a,
  b,
  clients: 12,
  difference,
  se: 1,
  df: 10,
  ci95: [difference - 2, difference + 2],
  p: pHolm,
  pHolm,
});
const within = (...pairs: (WithinClientPair | WithheldPair)[]) => ({ clients: 12, pairs });

/** B beats both: by 1 over A, by 1.2 over C. */
const B_LEADS = [pair(A, B, -1, 0.01), pair(A, C, 0.2, 0.6), pair(B, C, 1.2, 0.02)];

describe('lead', () => {
  test('the one that beats each other, from its own side', () => {
    expect(lead(THREE, B_LEADS, within())).toEqual({
      technique: B,
      over: [A, C],
      sentence:
        'Pain fell more with sports than with each other technique compared: by 1.0 points (0.5 to 1.5) more than with deep tissue and 1.2 points (0.7 to 1.7) more than with relaxation.',
    });
  });

  test('of pain that rose with it: it rose less', () => {
    expect(lead(THREE, B_LEADS, within(), new Set(THREE))?.sentence).toBe(
      'Pain rose less with sports than with each other technique compared: by 1.0 points (0.5 to 1.5) less than with deep tissue and 1.2 points (0.7 to 1.7) less than with relaxation.',
    );
  });

  test('not where one pair does not hold after Holm, is withheld, or 0.05 exactly', () => {
    for (const third of [pair(B, C, 1.2, 0.06), pair(B, C, 1.2, 0.05), withheld(B, C)]) {
      expect(lead(THREE, [...B_LEADS.slice(0, 2), third], within())).toBeNull();
    }
  });

  test('not where the same clients point the other way, however weakly and on either side of the pair', () => {
    expect(lead(THREE, B_LEADS, within(own(A, B, 0.01)))).toBeNull();
    expect(lead(THREE, B_LEADS, within(own(B, C, -0.01)))).toBeNull();
  });

  test('the same clients may point the same way, nowhere, at others, or not be enough', () => {
    const kind = within(own(A, B, -0.1), own(B, C, 0), own(A, C, -3, 0.001));
    expect(lead(THREE, B_LEADS, kind)).toMatchObject({ technique: B });
    expect(lead(THREE, B_LEADS, within(withheld(A, B), withheld(B, C)))).toMatchObject({ technique: B });
  });

  test('one technique beats nobody', () => {
    expect(lead([A], [], within())).toBeNull();
    expect(lead([], [], within())).toBeNull();
  });

  test('there is at most one, and it beats each other', () => {
    const drawn = fc.record({
      difference: fc.integer({ min: -2, max: 2 }),
      pHolm: fc.constantFrom(0.001, 0.049, 0.05, 0.8),
    });
    fc.assert(
      fc.property(drawn, drawn, drawn, (one, two, three) => {
        const pairs = [
          pair(A, B, one.difference, one.pHolm),
          pair(A, C, two.difference, two.pHolm),
          pair(B, C, three.difference, three.pHolm),
        ];
        const best = THREE.filter((technique) => betterThan(technique, pairs).length === 2);
        expect(lead(THREE, pairs, within())?.technique).toBe(best[0]);
        expect(best.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

test('whom a technique beats, with the interval turned round', () => {
  expect(betterThan(B, B_LEADS)).toEqual([
    { over: A, difference: 1, ci95: [0.5, 1.5] },
    { over: C, difference: 1.2, ci95: [0.7, 1.7] },
  ]);
  expect(betterThan(A, B_LEADS)).toEqual([]);
  expect(betterThan(A, [pair(A, B, 0, 0)])).toEqual([]);
});
