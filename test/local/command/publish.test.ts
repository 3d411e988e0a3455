import { expect, test } from 'vitest';
import { scheduledTimeOf } from '../../../infra/local/command/publish.ts';
import { lastClosedPeriod } from '../../../shared/privacy/release-period.ts';

test.each([
  ['2026Q1', '2026-05-01T06:00:00Z'],
  ['2026Q2', '2026-08-01T06:00:00Z'],
  ['2026Q3', '2026-11-01T06:00:00Z'],
  ['2026Q4', '2027-02-01T06:00:00Z'],
  ['1997Q4', '1998-02-01T06:00:00Z'],
])('%s is published at %s, and is the last closed period then', (period, at) => {
  expect(scheduledTimeOf(period)).toBe(at);
  expect(lastClosedPeriod(at).period).toBe(period);
});
