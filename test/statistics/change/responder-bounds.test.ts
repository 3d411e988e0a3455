import { expect, test } from 'vitest';
import { responderBounds } from '../../../shared/statistics/change/responder-bounds.ts';

test('all missing fail, all missing succeed', () => {
  expect(responderBounds({ eligible: 8, count: 4 }, 2)).toEqual([0.4, 0.6]);
});

test('nothing missing: no room between the bounds', () => {
  expect(responderBounds({ eligible: 8, count: 4 }, 0)).toEqual([0.5, 0.5]);
});

test('everything missing: anything is possible', () => {
  expect(responderBounds({ eligible: 0, count: 0 }, 3)).toEqual([0, 1]);
});

test('nobody eligible: null', () => {
  expect(responderBounds({ eligible: 0, count: 0 }, 0)).toBeNull();
});
