import { expect, test } from 'vitest';
import { comparisonSentence } from '../../shared/claims/comparison-sentence.ts';
import type { ComparedPair, WithheldPair } from '../../shared/claims/contract.ts';

const COMPARED = ['deep-tissue', 'sports', 'relaxation'] as const;
const TERMS = ['painBefore', 'therapist'];

const pair = (
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
  comparisonSentence(COMPARED, TERMS, pairs, null);

test('nothing stands out: what could have been seen is told, and no equality', () => {
  expect(
    sentence(pair('deep-tissue', 'sports'), pair('deep-tissue', 'relaxation'), pair('sports', 'relaxation')),
  ).toMatch(
    /^No technique stands out: allowing for pain before and therapist, they differ by less than can be told apart\. For half of the pairs, a difference of about 0\.\d points would have been seen four times in five; for the others it would have to be larger\.$/,
  );
});

test('a technique that could be held against none is named with its reason, and not counted among the rest', () => {
  const text = sentence(
    hidden('deep-tissue', 'sports', 'The data cannot tell deep tissue and sports from who gives them.'),
    pair('deep-tissue', 'relaxation'),
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
      pair('deep-tissue', 'sports', alike),
      pair('deep-tissue', 'relaxation', alike),
      pair('sports', 'relaxation', alike),
    ),
  ).toBe(
    'No technique stands out: allowing for pain before and therapist, pain changed alike with all of them, to the point. Scores that never vary cannot tell techniques apart, so look whether each was asked for.',
  );
});

test('however many clients, what would have been seen is never told as none', () => {
  const tiny = { se: 0.001, ci95: [-0.002, 0.002] as [number, number] };
  expect(
    sentence(
      pair('deep-tissue', 'sports', tiny),
      pair('deep-tissue', 'relaxation', tiny),
      pair('sports', 'relaxation', tiny),
    ),
  ).toContain('a difference of about 0.1 points');
});

test('a difference without any spread is told without an interval of no width', () => {
  const better = { difference: 3, se: 0, ci95: [3, 3] as [number, number], p: 0, pHolm: 0 };
  expect(
    sentence(
      pair('deep-tissue', 'sports', better),
      pair('deep-tissue', 'relaxation'),
      pair('sports', 'relaxation'),
    ),
  ).toMatch(/^Pain fell more with deep tissue than with sports, by 3\.0 points \(all alike\), /);
});

test('with nothing left to allow for, nothing is said of it', () => {
  expect(
    comparisonSentence(['deep-tissue', 'relaxation'], [], [pair('deep-tissue', 'relaxation')], null),
  ).toMatch(/^No technique stands out: they differ by less than can be told apart\./);
});
