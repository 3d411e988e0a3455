import type { Programme } from '../privacy/programme/programme.ts';
import {
  periodAfter,
  periodDue,
  type ReleasePeriod,
  releasePeriod,
} from '../privacy/programme/release-period.ts';

/** A release of a programme by its day. */
export type ExpectedRelease = {
  programme: string;
  period: string;
  /** ISO instant in UTC. */
  publishesAt: string;
  state: 'published' | 'missing' | 'to come';
};

/**
 * What of a programme is due: the period whose day was last, whether or not it was published, and the one that comes
 * next.
 *
 * @param published the periods of which a release is complete
 * @param now ISO instant
 */
export function expectedReleases(
  { programme, period: kind }: Pick<Programme, 'programme' | 'period'>,
  published: ReadonlySet<string>,
  now: string,
): ExpectedRelease[] {
  const expected = ({ period, publishesAt }: ReleasePeriod, state: ExpectedRelease['state']) => {
    return { programme, period, publishesAt, state };
  };
  const last = lastDue(kind, now);
  return [
    expected(last, published.has(last.period) ? 'published' : 'missing'),
    expected(periodAfter(last), 'to come'),
  ];
}

/** Of half-years every second quarter is no turn of theirs: then the one before has been the last. */
function lastDue(kind: Programme['period'], now: string): ReleasePeriod {
  const due = periodDue('publishesAt', kind, now);
  if (due) return due;
  const quarter = periodDue('publishesAt', 'quarter', now)!;
  // The first quarter of a half-year: the half before it.
  const [year, half] = [Number(quarter.period.slice(0, 4)), quarter.period.endsWith('Q1') ? 2 : 1];
  return releasePeriod(half === 2 ? `${year - 1}H2` : `${year}H1`)!;
}
