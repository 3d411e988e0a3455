import { expect, test } from 'vitest';
import { spokenDifference, spokenList, spokenPoints, spokenTechnique } from '../../shared/claims/spoken.ts';

test('techniques', () => {
  expect(spokenTechnique('trigger-point-therapy')).toBe('trigger point therapy');
  expect(spokenTechnique('sports')).toBe('sports');
  expect(spokenTechnique('other')).toBe('techniques outside the catalogue');
});

test('lists', () => {
  expect(spokenList([])).toBe('');
  expect(spokenList(['a'])).toBe('a');
  expect(spokenList(['a', 'b'])).toBe('a and b');
  expect(spokenList(['a', 'b', 'c'])).toBe('a, b and c');
});

test('points have no sign, and no -0.0', () => {
  expect(spokenPoints(1.26)).toBe('1.3');
  expect(spokenPoints(-0.94)).toBe('0.9');
  expect(spokenPoints(-0.04)).toBe('0.0');
});

test('differences with their interval', () => {
  expect(spokenDifference(0.94, [0.42, 1.46])).toBe('0.9 points (0.4 to 1.5)');
});
