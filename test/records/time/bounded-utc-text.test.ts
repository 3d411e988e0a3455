import { expect, test } from 'vitest';
import { boundedUtcText } from '../../../shared/records/time/bounded-utc-text.ts';

test('is UTC text to the second', () => {
  expect(boundedUtcText(0)).toBe('1970-01-01T00:00:00');
  expect(boundedUtcText(1_785_776_400)).toBe('2026-08-03T17:00:00');
});

test('stays within years of four digits, where text sorts as time', () => {
  expect(boundedUtcText(Date.parse('9999-12-31T23:59:59Z') / 1000 + 1)).toBe('9999-12-31T23:59:59');
  expect(boundedUtcText(Date.parse('0000-01-01T00:00:00Z') / 1000 - 1)).toBe('0000-01-01T00:00:00');
});
