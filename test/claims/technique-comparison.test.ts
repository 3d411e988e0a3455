import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ComparedPair, isSaid, type WithheldPair } from '../../shared/claims/contract.ts';
import { techniqueComparison } from '../../shared/claims/technique-comparison.ts';
import { withinClientComparison } from '../../shared/claims/within-client.ts';
import { TECHNIQUES } from '../../shared/records/catalogue.ts';
import { denseContrast, denseRegression } from '../statistics/comparison/dense-cr2.ts';
import { modelOf, times, type Visit } from './visits.ts';

type Clinic = readonly (readonly Visit[])[];

function comparisonOf(all: Clinic, silent: readonly number[] = TECHNIQUES.map(() => 0)) {
  const { table, model, fit, ordered } = modelOf(all);
  return techniqueComparison(model, fit, withinClientComparison(table, model), silent, ordered.therapistIds);
}

const saidPairs = (pairs: readonly (ComparedPair | WithheldPair)[]) =>
  pairs.filter((pair) => isSaid(pair)) as ComparedPair[];

const kind = fc.record({
  technique: fc.constantFrom('deep-tissue' as const, 'sports' as const, 'relaxation' as const),
  therapistId: fc.constantFrom('anna', 'ben'),
  complaint: fc.constantFrom('stress' as const, 'neck-pain' as const),
  minutes: fc.constantFrom(30, 45, 60, 90),
  before: fc.integer({ min: 3, max: 10 }),
  after: fc.integer({ min: 0, max: 5 }),
});
const clinics = fc.array(fc.array(kind, { minLength: 1, maxLength: 3 }), { minLength: 40, maxLength: 60 });

test('equals the model written out with whole matrices: CR2, Satterthwaite, Holm', () => {
  fc.assert(
    fc.property(clinics, (all) => {
      const { pairs, dropped } = comparisonOf(all);
      fc.pre(dropped.length === 0 && pairs.length === 3 && saidPairs(pairs).length === 3);
      const rows = all.flatMap((visits, client) => visits.map((one) => ({ ...one, client: `c-${client}` })));
      const fit = denseRegression(
        rows.map(({ technique, therapistId, complaint, minutes, before }) => [
          ...(['deep-tissue', 'sports', 'relaxation'] as const).map((one) => (one === technique ? 1 : 0)),
          before,
          minutes,
          complaint === 'stress' ? 1 : 0,
          therapistId === 'ben' ? 1 : 0,
        ]),
        rows.map(({ client, before, after }) => ({ client, improvement: before - after })),
      );
      const contrasts = [
        [1, -1, 0],
        [1, 0, -1],
        [0, 1, -1],
      ].map((own) => denseContrast(fit, [...own, 0, 0, 0, 0]));
      for (const [index, pair] of saidPairs(pairs).entries()) {
        expect(pair.difference).toBeCloseTo(contrasts[index]!.estimate, 7);
        expect(pair.se).toBeCloseTo(contrasts[index]!.se, 7);
        expect(pair.df / contrasts[index]!.df).toBeCloseTo(1, 5);
      }
      const p = saidPairs(pairs)
        .map((pair) => pair.p)
        .toSorted((a, b) => a - b);
      const least = saidPairs(pairs).find((pair) => pair.p === p[0])!;
      expect(least.pHolm).toBeCloseTo(Math.min(1, 3 * p[0]!), 12);
    }),
    { numRuns: 25 },
  );
});

test('the order of clients, their names and other names of therapists in the same order change no byte', () => {
  fc.assert(
    fc.property(clinics, (all) => {
      const renamed = all
        .toReversed()
        .map((visits) =>
          visits.map((one) => ({ ...one, therapistId: one.therapistId === 'anna' ? 'x' : 'y' })),
        );
      const text = (clinic: Clinic) =>
        JSON.stringify(comparisonOf(clinic))
          .replaceAll(/therapist (x|anna)/g, '1')
          .replaceAll(/therapist (y|ben)/g, '2');
      expect(text(renamed)).toBe(text(all));
    }),
    { numRuns: 50 },
  );
});

/** Half deep tissue, half sports; sports is better by so many points. */
const twoTechniques = (better: number, of: (index: number) => Visit = () => ({})) =>
  times(80, (index) => {
    const before = 6 + (Math.floor(index / 2) % 5);
    const gained = (index % 2) * better + 1 + (Math.floor(index / 4) % 3);
    const minutes = 30 + 15 * (Math.floor(index / 3) % 3);
    return [
      {
        technique: index % 2 ? 'sports' : 'deep-tissue',
        before,
        after: before - gained,
        minutes,
        ...of(index),
      },
    ];
  });

describe('techniqueComparison', () => {
  test('a technique that is better leads, with how strong a hidden cause would have to be', () => {
    const comparison = comparisonOf(
      twoTechniques(2),
      TECHNIQUES.map((_, index) => (index === 0 ? 0.1 : 0.25)),
    );
    expect(comparison).toMatchObject({
      outcome: 'improvement',
      terms: ['painBefore', 'minutes'],
      dropped: [],
    });
    expect(comparison.lead).toMatchObject({ technique: 'sports', over: ['deep-tissue'] });
    expect(comparison.sentence).toMatch(
      /^Pain fell more with sports .*, allowing for pain before and hands-on time\.$/,
    );
    const [pair] = saidPairs(comparison.pairs);
    expect(pair!.difference).toBeCloseTo(-2, 1);
    expect(pair!.eValue).toBeGreaterThan(pair!.eValueOfLimit);
    expect(pair!.eValueOfLimit).toBeGreaterThan(1);
    // Of the worse answered side a quarter is silent: the limit nearer to none, over that share.
    expect(pair!.tippingPoint).toBeCloseTo(-pair!.ci95[1] / 0.25, 9);
  });

  test('what is the same in all sessions is left out, and not told as allowed for', () => {
    const { terms, dropped, sentence } = comparisonOf(
      twoTechniques(2, () => ({ minutes: 45 })),
      TECHNIQUES.map(() => 0),
    );
    expect(dropped).toEqual([{ term: 'minutes', reason: 'Left out: it is the same in all sessions.' }]);
    expect(terms).toEqual(['painBefore']);
    expect(sentence).toMatch(/, allowing for pain before\.$/);
  });

  test('none is better: nothing is named, and nothing would have to be explained away', () => {
    const { lead, sentence, pairs } = comparisonOf(
      twoTechniques(0),
      TECHNIQUES.map(() => 0.5),
    );
    expect(lead).toBeNull();
    expect(sentence).toMatch(/^No technique stands out/);
    expect(saidPairs(pairs)[0]).toMatchObject({ eValueOfLimit: 1, tippingPoint: null });
  });

  test('one therapist gives a technique alone: the pair is withheld and what hides it is named', () => {
    const { pairs, dropped, lead, sentence } = comparisonOf(
      twoTechniques(3, (index) => ({ therapistId: index % 2 ? 'anna' : 'ben' })),
    );
    expect(pairs).toEqual([
      {
        a: 'deep-tissue',
        b: 'sports',
        withheld: 'The data cannot tell deep tissue and sports from who gives them.',
      },
    ]);
    expect(dropped).toEqual([
      { term: 'therapist ben', reason: 'The data cannot tell deep tissue and sports from who gives them.' },
    ]);
    expect(lead).toBeNull();
    expect(sentence).toBe(
      'The techniques cannot be compared yet. The data cannot tell deep tissue and sports from who gives them.',
    );
  });

  test('nor can a technique that is given for one complaint alone; the others are still compared', () => {
    const { pairs, dropped, lead } = comparisonOf([
      ...twoTechniques(2, () => ({ complaint: 'stress' })),
      ...times(20, (index) => [
        {
          technique: 'prenatal',
          complaint: 'prenatal-discomfort',
          before: 5 + (index % 4),
          after: index % 3,
          minutes: 30 + 15 * (index % 3),
        },
      ]),
    ]);
    expect(saidPairs(pairs).map(({ a, b }) => [a, b])).toEqual([['deep-tissue', 'sports']]);
    expect(pairs.filter((pair) => !isSaid(pair))).toHaveLength(2);
    expect(dropped).toEqual([
      {
        term: 'complaint prenatal-discomfort',
        reason: 'The data cannot tell prenatal from what it is given for.',
      },
    ]);
    // It beats one of two only.
    expect(lead).toBeNull();
  });

  test('a longer session is no better technique', () => {
    const all = times(120, (index) => {
      const isSports = index % 4 !== 0;
      const long = isSports ? index % 3 !== 0 : index % 12 === 0;
      const before = 7 + (index % 3);
      return [
        {
          technique: isSports ? 'sports' : 'deep-tissue',
          minutes: long ? 90 : 30,
          before,
          after: before - (long ? 4 : 1) - (Math.floor(index / 12) % 2),
        } satisfies Visit,
      ];
    });
    const { lead, pairs } = comparisonOf(all);
    expect(lead).toBeNull();
    expect(Math.abs(saidPairs(pairs)[0]!.difference)).toBeLessThan(0.2);
  });

  test('nothing to compare', () => {
    expect(comparisonOf([])).toEqual({
      outcome: 'improvement',
      terms: [],
      dropped: [],
      pairs: [],
      lead: null,
      sentence:
        'Techniques cannot be compared yet: that takes two of which 10 clients have a score before and after.',
    });
    const nine = twoTechniques(3).slice(0, 19);
    expect(comparisonOf(nine)).toMatchObject({ pairs: [], lead: null });
  });

  test('nothing varies: a difference without an error needs no cause of any strength named', () => {
    const all = times(40, (index) => [
      { technique: index % 2 ? 'sports' : 'deep-tissue', before: 7, after: index % 2 ? 3 : 5 },
    ]);
    const [pair] = saidPairs(comparisonOf(all).pairs);
    expect(pair).toMatchObject({ difference: expect.closeTo(-2, 9), se: 0, p: 0 });
    expect([pair!.eValue, pair!.eValueOfLimit].every((value) => Number.isFinite(value))).toBe(true);
  });
});
