import { describe, expect, test } from 'vitest';
import { clinicClock, instantBy } from '../../../shared/forms/clinic-clock.ts';
import { clientOffset } from '../../../shared/journal/client-offset.ts';
import { lastOffset } from '../../../shared/records/versions/last-offset.ts';
import { score, session } from '../../outcomes/client-records.ts';

const at = (startedAt: string) => session({ startedAt });

describe('the offset that was written last', () => {
  test.each([
    [
      'of the latest session, in whatever order',
      [at('2026-07-20T10:00:00-05:00'), at('2026-03-20T10:00:00+02:00')],
      '-05:00',
    ],
    [
      'latest as instants, not as text',
      [at('2026-07-20T23:00:00-05:00'), at('2026-07-21T03:00:00+02:00')],
      '-05:00',
    ],
    [
      'UTC of an instant that ends in Z',
      [at('2026-07-20T10:00:00-05:00'), at('2026-07-21T10:00:00Z')],
      '+00:00',
    ],
    ['UTC without a session', [score({ at: '2026-07-20T10:00:00-05:00' })], '+00:00'],
  ])('is %s', (_what, facts, offset) => {
    expect(lastOffset(facts)).toBe(offset);
    expect(clientOffset(new Date(), undefined, facts).offset).toBe(offset);
    expect(clinicClock(undefined, facts)).toEqual({ offset });
    expect(instantBy(clinicClock(undefined, facts), '2026-08-01', '10:30')).toBe(
      `2026-08-01T10:30:00${offset}`,
    );
  });
});
