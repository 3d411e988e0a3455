import { expect, test } from 'vitest';
import { correlation } from '../../../shared/statistics/summaries/correlation.ts';
import { cells } from '../../../shared/statistics/summaries/transitions.ts';
import { MAGNET, PLACEBO } from '../change/vallbona-1997.ts';
import { tallyOf } from '../tallies.ts';

const ofPairs = (pairs: typeof MAGNET) =>
  correlation(cells(tallyOf(pairs.map((pair) => ({ ...pair, client: 'c' }))).matrix));

test('Vallbona 1997, as R 4.2.2 cor() has it', () => {
  expect(ofPairs(MAGNET)).toBeCloseTo(-0.0129173, 7);
  expect(ofPairs(PLACEBO)).toBeCloseTo(0.532535, 6);
});

test('scores on a line correlate at exactly 1 or -1', () => {
  const line = [1, 3, 4, 8].map((before) => ({ before, after: before + 2 }));
  expect(ofPairs(line)).toBe(1);
  expect(ofPairs(line.map(({ before }) => ({ before, after: 10 - before })))).toBe(-1);
});

test('there is none where a score is the same in all pairs, nor for one pair, nor for none', () => {
  expect(ofPairs([3, 5].map((after) => ({ before: 7, after })))).toBeNull();
  expect(ofPairs([3, 5].map((before) => ({ before, after: 0 })))).toBeNull();
  expect(ofPairs([{ before: 7, after: 2 }])).toBeNull();
  expect(ofPairs([])).toBeNull();
});
