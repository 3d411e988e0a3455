import { describe, expect, test } from 'vitest';
import { comparisonSentence } from '../../shared/claims/comparison-sentence.ts';
import type { ComparedPair, WithheldPair } from '../../shared/claims/contract.ts';
import type { Technique } from '../../shared/records/catalogue.ts';

const THREE: Technique[] = ['deep-tissue', 'sports', 'relaxation'];
const [A, B, C] = THREE as [Technique, Technique, Technique];
const TERMS = ['painBefore', 'minutes', 'complaint', 'otherTechniques', 'therapist'];

const pair = (a: Technique, b: Technique, difference: number, pHolm: number): ComparedPair => ({
  a,
  b,
  difference,
  se: 0.25,
  df: 1e6,
  ci95: [difference - 0.49, difference + 0.49],
  p: pHolm / 3,
  pHolm,
  eValue: 2,
  eValueOfLimit: 1.5,
  tippingPoint: null,
});
const withheld: WithheldPair = { a: A, b: B, withheld: 'The data cannot tell.' };

const sentences = {
  lead: comparisonSentence(THREE, TERMS, [], {
    technique: B,
    over: [A, C],
    sentence: 'Pain fell more with sports.',
  }),
  some: comparisonSentence(
    THREE,
    ['painBefore', 'minutes'],
    [pair(A, B, -1, 0.01), pair(A, C, 0.9, 0.04), pair(B, C, 1.9, 0.2)],
    null,
  ),
  none: comparisonSentence([A, B], ['painBefore'], [pair(A, B, 0.1, 0.7)], null),
  hidden: comparisonSentence([A, B], TERMS, [withheld], null),
  alone: comparisonSentence([A], TERMS, [], null),
  nobody: comparisonSentence([], [], [], null),
};

describe('comparisonSentence', () => {
  test('the lead, and what was allowed for', () => {
    expect(sentences.lead).toBe(
      'Pain fell more with sports, allowing for pain before, hands-on time, complaint, what else was done and therapist.',
    );
  });

  test('differences that hold, without a lead', () => {
    expect(sentences.some).toBe(
      'Pain fell more with deep tissue than with relaxation, by 0.9 points (0.4 to 1.4) and more with sports than with deep tissue, by 1.0 points (0.5 to 1.5), allowing for pain before and hands-on time. No technique stands out from all the others.',
    );
  });

  test('none: what could have been seen, 2.8 standard errors of one pair', () => {
    expect(sentences.none).toBe(
      'No technique stands out: allowing for pain before, they differ by less than can be told apart. A difference of about 0.7 points between the two would have been seen four times in five.',
    );
  });

  test('more pairs can be seen less well', () => {
    const three = comparisonSentence(
      THREE,
      ['painBefore'],
      [pair(A, B, 0, 1), pair(A, C, 0, 1), pair(B, C, 0, 1)],
      null,
    );
    expect(three).toMatch(/about 0\.8 points/);
  });

  test('nothing could be told apart, or there is nothing to compare', () => {
    expect(sentences.hidden).toBe('The techniques cannot be compared yet. The data cannot tell.');
    expect(sentences.alone).toBe(
      'Techniques cannot be compared yet: that takes two of which 10 clients have a score before and after.',
    );
    expect(sentences.nobody).toBe(sentences.alone);
  });

  test.each(Object.entries(sentences))(
    '%s: no equality for lack of data, no p-value, no cause',
    (_, sentence) => {
      expect(sentence).not.toMatch(/no difference|equal|the same|significan|\bp\b|caus|because of/i);
      expect(sentence).toMatch(/\.$/);
    },
  );
});

const open = (
  a: ComparedPair['a'],
  b: ComparedPair['b'],
  fields: Partial<ComparedPair> = {},
): ComparedPair => ({
  a,
  b,
  difference: 0.1,
  se: 0.2,
  df: 40,
  ci95: [-0.3, 0.5],
  p: 0.6,
  pHolm: 0.6,
  eValue: 1.3,
  eValueOfLimit: 1,
  tippingPoint: null,
  ...fields,
});
const hidden = (a: ComparedPair['a'], b: ComparedPair['b'], withheld: string): WithheldPair => ({
  a,
  b,
  withheld,
});

const sentence = (...pairs: (ComparedPair | WithheldPair)[]) =>
  comparisonSentence(THREE, ['painBefore', 'therapist'], pairs, null);

test('nothing stands out: what could have been seen is told, and no equality', () => {
  expect(
    sentence(open('deep-tissue', 'sports'), open('deep-tissue', 'relaxation'), open('sports', 'relaxation')),
  ).toMatch(
    /^No technique stands out: allowing for pain before and therapist, they differ by less than can be told apart\. A difference of about 0\.\d points between two of them would have been seen four times in five\.$/,
  );
});

test('a technique that could be held against none is named with its reason, and not counted among the rest', () => {
  const text = sentence(
    hidden('deep-tissue', 'sports', 'The data cannot tell deep tissue and sports from who gives them.'),
    open('deep-tissue', 'relaxation'),
    hidden('sports', 'relaxation', 'The data cannot tell sports and relaxation from who gives them.'),
  );
  expect(text).toMatch(/deep tissue and relaxation differ by less than can be told apart\./);
  expect(text).toMatch(/between the two would have been seen/);
  expect(text).toMatch(
    /Sports could not be compared\. The data cannot tell deep tissue and sports from who gives them\.$/,
  );
});

test('where no pair can be told apart nothing is said to be allowed for', () => {
  const who = 'The data cannot tell them from who gives them.';
  expect(
    sentence(
      hidden('deep-tissue', 'sports', who),
      hidden('deep-tissue', 'relaxation', who),
      hidden('sports', 'relaxation', who),
    ),
  ).toBe(`The techniques cannot be compared yet. ${who}`);
});

test('scores that never vary: no number is told that would have been seen', () => {
  const alike = { difference: 0, se: 0, ci95: [0, 0] as [number, number], p: 1, pHolm: 1 };
  expect(
    sentence(
      open('deep-tissue', 'sports', alike),
      open('deep-tissue', 'relaxation', alike),
      open('sports', 'relaxation', alike),
    ),
  ).toBe(
    'No technique stands out: allowing for pain before and therapist, pain changed alike with all of them, to the point. Scores that never vary cannot tell techniques apart, so look whether each was asked for.',
  );
});

test('however many clients, what would have been seen is never told as none', () => {
  const tiny = { se: 0.001, ci95: [-0.002, 0.002] as [number, number] };
  expect(
    sentence(
      open('deep-tissue', 'sports', tiny),
      open('deep-tissue', 'relaxation', tiny),
      open('sports', 'relaxation', tiny),
    ),
  ).toContain('A difference of about 0.1 points');
});

test('a difference without any spread is told without an interval of no width', () => {
  const better = { difference: 3, se: 0, ci95: [3, 3] as [number, number], p: 0, pHolm: 0 };
  expect(
    sentence(
      open('deep-tissue', 'sports', better),
      open('deep-tissue', 'relaxation'),
      open('sports', 'relaxation'),
    ),
  ).toMatch(/^Pain fell more with deep tissue than with sports, by 3\.0 points \(all alike\), /);
});
