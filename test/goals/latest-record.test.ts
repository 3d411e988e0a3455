import { expect, test } from 'vitest';
import { latestRecord } from '../../shared/outcomes/latest-record.ts';
import { outcome } from '../statistics/outcomes.ts';

const session = (endedAt: string, painReports: number[] = [], sorenessReports: number[] = []) =>
  outcome({ endedAt, painReports, sorenessReports });

test('the latest end of a session or report after one, as the clinic writes time', () => {
  const early = session('2026-09-01T10:00:00+01:00', [3600], [86_400, 30 * 86_400]);
  expect(latestRecord([early])).toBe('2026-10-01T10:00:00+01:00');
  expect(latestRecord([early, session('2026-10-01T10:00:01+01:00')])).toBe('2026-10-01T10:00:01+01:00');
  // Ten at UTC is later than ten an hour ahead.
  expect(latestRecord([session('2026-10-01T10:00:00Z'), early])).toBe('2026-10-01T10:00:00+00:00');
});

test('nothing without a session', () => {
  expect(latestRecord([])).toBeUndefined();
});
