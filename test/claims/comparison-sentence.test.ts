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
    expect(sentences.hidden).toMatch(/^The techniques cannot be compared yet\. /);
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
