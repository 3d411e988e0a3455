import { expect, test } from 'vitest';
import { digestRun } from '../../../infra/local/command/digest-run.ts';

test.each([
  ['2026-08', '2026-09-07', '2026-09-06'],
  ['2026-09', '2026-10-05', '2026-10-04'],
  ['2026-05', '2026-06-01', '2026-05-31'],
  ['1969-11', '1969-12-01', '1969-11-30'],
])('the digests after %s are written on Monday %s, as of %s', (month, monday, asOf) => {
  expect(digestRun(month)).toEqual({ scheduledTime: `${monday}T04:00:00Z`, asOf });
  expect(new Date(monday).getUTCDay()).toBe(1);
});
