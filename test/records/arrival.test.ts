import { expect, test } from 'vitest';
import { arrivalInstant } from '../../shared/records/arrival.ts';

test.each([
  ['2026-08-03T10:00:00.250Z', 0, '2026-08-03T10:00:00.250000000Z'],
  ['2026-08-03T05:00:00-05:00', 7, '2026-08-03T10:00:00.000000007Z'],
  ['2026-12-31T23:59:59.999Z', 1_000_000, '2027-01-01T00:00:00.000000000Z'],
  ['2026-12-31T23:59:59.999Z', 2_000_000_001, '2027-01-01T00:00:01.999000001Z'],
])('what arrived at %s in place %i is of %s', (at, place, instant) => {
  expect(arrivalInstant({ at }, place)).toBe(instant);
});
