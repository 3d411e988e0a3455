import { expect, test } from 'vitest';
import {
  decimal,
  part,
  percent,
  percentRange,
  plainNumber,
  probability,
  range,
  withInterval,
} from '../../../shared/reports/words/number-text.ts';

test('a value with its interval', () => {
  expect(withInterval(5.241379, [4.010255, 6.472504], 2)).toBe('5.24 (4.01 to 6.47)');
  expect(withInterval(45.25, [40, null], 1)).toBe('45.3 (40.0 or more)');
  expect(withInterval(1, null, 2)).toBe('1.00');
});

test('what is not there is a dash, and zero is zero', () => {
  expect(decimal(null, 2)).toBe('-');
  expect(withInterval(null, null, 2)).toBe('-');
  expect(percent(null)).toBe('-');
  expect(part(0, 0)).toBe('-');
  expect(decimal(0, 2)).toBe('0.00');
  expect(decimal(-0.001, 2)).toBe('0.00');
  expect(percent(0)).toBe('0 %');
  expect(part(0, 20)).toBe('0/20, 0 %');
});

test('shares are whole percents, counts beside them', () => {
  expect(part(22, 29)).toBe('22/29, 76 %');
  expect(percent(1)).toBe('100 %');
});

test('reported values keep their digits', () => {
  expect(plainNumber(38)).toBe('38');
  expect(plainNumber(57.6)).toBe('57.6');
  expect(plainNumber(0.1 + 0.2)).toBe('0.3');
});

test('ranges and probabilities', () => {
  expect(range([-0.339, 4.339], 2)).toBe('-0.34 to 4.34');
  expect(range([20.25, null], 1)).toBe('20.3 or more');
  expect(range(null, 1)).toBe('-');
  expect(range([3, 3], 1)).toBe('all alike');
  expect(percentRange([0.578924, 0.877816])).toBe('58-88');
  expect(percentRange(null)).toBe('-');
  expect([null, 0.0004, 0.001, 0.0461, 0.9996, 1].map(probability)).toEqual([
    '-',
    '< 0.001',
    '0.001',
    '0.046',
    '> 0.999',
    '1.000',
  ]);
});
