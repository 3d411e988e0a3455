import { expect, test } from 'vitest';
import { combination } from '../../shared/outcomes/combination.ts';
import { primaryTechnique } from '../../shared/outcomes/primary-technique.ts';

test('the primary technique has most minutes, summed over body regions', () => {
  expect(
    primaryTechnique([
      { technique: 'deep-tissue', minutes: 30, bodyRegion: 'neck' },
      { technique: 'sports', minutes: 20, bodyRegion: 'neck' },
      { technique: 'sports', minutes: 20, bodyRegion: 'low-back' },
    ]),
  ).toBe('sports');
});

test('a tie goes to the technique that is listed first', () => {
  expect(
    primaryTechnique([
      { technique: 'relaxation', minutes: 20 },
      { technique: 'deep-tissue', minutes: 40 },
      { technique: 'relaxation', minutes: 20, bodyRegion: 'neck' },
    ]),
  ).toBe('relaxation');
});

test('a tie of decimal minutes is a tie although their binary sums differ', () => {
  expect(0.1 + 0.2).not.toBe(0.3);
  expect(
    primaryTechnique([
      { technique: 'sports', minutes: 0.3 },
      { technique: 'prenatal', minutes: 0.1, bodyRegion: 'neck' },
      { technique: 'prenatal', minutes: 0.2, bodyRegion: 'low-back' },
    ]),
  ).toBe('sports');
});

test('the combination is the set of techniques in catalogue order', () => {
  expect(
    combination([
      { technique: 'other', minutes: 5 },
      { technique: 'deep-tissue', minutes: 5, bodyRegion: 'neck' },
      { technique: 'deep-tissue', minutes: 5, bodyRegion: 'low-back' },
    ]),
  ).toEqual(['deep-tissue', 'other']);
});
