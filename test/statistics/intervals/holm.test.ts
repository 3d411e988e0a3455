import { expect, test } from 'vitest';
import { holm } from '../../../shared/statistics/intervals/holm.ts';

const near = (values: number[]) => values.map((value) => expect.closeTo(value, 14));

test('Holm: R, p.adjust(c(.01, .02, .03, .04, .05), "holm")', () => {
  expect(holm([0.01, 0.02, 0.03, 0.04, 0.05])).toEqual(near([0.05, 0.08, 0.09, 0.09, 0.09]));
  expect(holm([0.04, 0.01, 0.05, 0.03, 0.02])).toEqual(near([0.09, 0.05, 0.09, 0.09, 0.08]));
});

test('at most 1, never falling, alike for equal p', () => {
  // R 4.2.2: p.adjust(c(.4, .4, .01, .9), "holm") is 1 1 .04 1; p.adjust(c(.01, .01, .02), "holm") .03 .03 .03.
  expect(holm([0.4, 0.4, 0.01, 0.9])).toEqual(near([1, 1, 0.04, 1]));
  expect(holm([0.01, 0.01, 0.02])).toEqual(near([0.03, 0.03, 0.03]));
});

test('a test that could not be made is not of the family', () => {
  expect(holm([0.02, null, 0.03])).toEqual([expect.closeTo(0.04, 14), null, expect.closeTo(0.04, 14)]);
  expect(holm([null, null])).toEqual([null, null]);
  expect(holm([])).toEqual([]);
});
