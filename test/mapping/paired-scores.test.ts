import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looksLikePair, type PairOrder, sideOfPair } from '../../shared/mapping/paired-scores.ts';
import { DEEP } from '../deep.ts';

const RUNS = { numRuns: DEEP ? 20_000 : 300 };

/** The score before and the score after, `-` where there is none, or the code of what is wrong. */
function pair(text: string, order?: PairOrder) {
  const [before, after] = (['before', 'after'] as const).map((side) => sideOfPair(text, side, order));
  if ('problem' in before!) return before.problem.code;
  if ('problem' in after!) return after.problem.code;
  return `${before!.value ?? '-'} ${after!.value ?? '-'}`;
}

describe('two scores in one cell', () => {
  test.each([
    ['6/3', '6 3'],
    ['6 / 3', '6 3'],
    ['6 → 3', '6 3'],
    ['6->3', '6 3'],
    ['6 - 3', '6 3'],
    ['6 to 3', '6 3'],
    ['10/0', '10 0'],
    ['6.0 | 3.0', '6 3'],
    ['8/10 → 3/10', '8 3'],
    ['6/-', '6 -'],
    ['/3', '- 3'],
    ['6/n/a', '6 -'],
    ['-6', 'wrong-type'],
    ['6-', 'wrong-type'],
    ['6/', '6 -'],
    ['6/10', 'wrong-type'],
    ['6 → 10', '6 10'],
    ['6', 'wrong-type'],
    ['/', 'wrong-type'],
    ['6/3/2', 'wrong-type'],
    ['6, 3', 'wrong-type'],
    ['63', 'out-of-range'],
    ['12/3', 'out-of-range'],
    ['6.5/3', 'wrong-type'],
    ['six/three', 'wrong-type'],
  ])('%s, before first: %s', (text, expected) => expect(pair(text, 'before-first')).toBe(expected));

  test('in the other order it is the other way round, and without an order nothing is read', () => {
    expect(pair('6/3', 'after-first')).toBe('3 6');
    expect(pair('6/-', 'after-first')).toBe('- 6');
    const read = sideOfPair('6/3', 'before', undefined);
    expect('problem' in read && read.problem.message).toContain('"order": "before-first"');
  });

  test.each([
    ['before 6 after 3', '6 3'],
    ['Before: 6, After: 3', '6 3'],
    ['after 3 before 6', '6 3'],
    ['6 before, 3 after', '6 3'],
    ['pre 6 / post 3', '6 3'],
    ['vorher 6, nachher 3', '6 3'],
    ['avant 6 → après 3', '6 3'],
    ['before 6/10, after 3/10', '6 3'],
    ['before 6', '6 -'],
    ['before 6 after', 'wrong-type'],
    ['before 6 before 3', 'wrong-type'],
    ['before lunch 6, after 3', 'wrong-type'],
    ['before 60 after 3', 'out-of-range'],
  ])('words come before the order: %s is %s', (text, expected) => {
    for (const order of [undefined, 'before-first', 'after-first'] as const)
      expect(pair(text, order)).toBe(expected);
  });

  test('is never read the wrong way round, whatever stands between and around', () => {
    const score = fc.integer({ min: 0, max: 10 });
    const between = fc.constantFrom('/', ' / ', '→', ' -> ', ' – ', ' to ', '|', ';', '>');
    fc.assert(
      fc.property(score, score, between, (before, after, sign) => {
        fc.pre(!(sign.trim() === '/' && after === 10));
        expect(pair(`${before}${sign}${after}`, 'before-first')).toBe(`${before} ${after}`);
        expect(pair(`${after}${sign}${before}`, 'after-first')).toBe(
          sign.trim() === '/' && before === 10 ? 'wrong-type' : `${before} ${after}`,
        );
        expect(pair(`after ${after}${sign}before ${before}`)).toBe(`${before} ${after}`);
      }),
      RUNS,
    );
  });

  test('reads no text that is not two scores, and never fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        const read = sideOfPair(text, 'before', 'before-first');
        if ('value' in read && read.value !== undefined) expect(text.normalize('NFKD')).toContain(read.value);
      }),
      RUNS,
    );
  });
});

test('a range is told from two scores, of which words may say which is which', () => {
  expect(['6/3', '6 → 3', '6->3', 'before 6 after 3'].map(looksLikePair)).toEqual([
    ...['unsaid', 'unsaid', 'unsaid', 'said'],
  ]);
  for (const other of ['6-7', '6 to 7', '6', '6/10', '2026-08-03', '10/12/2026', '3/10/26', 'about 6', '']) {
    expect(looksLikePair(other), other).toBeUndefined();
  }
});
