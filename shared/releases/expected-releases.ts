import type { Programme } from '../privacy/programme/programme.ts';
import {
  lengthsOf,
  type PeriodLength,
  periodAfter,
  periodBefore,
  periodDue,
  periodOf,
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
 * What of a programme is due: of each length of its periods the one whose day was last, whether or not it was published,
 * and the one that comes next.
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
  return lengthsOf(kind).flatMap((length) => {
    const last = lastDue(length, now);
    return [
      expected(last, published.has(last.period) ? 'published' : 'missing'),
      expected(periodAfter(last), 'to come'),
    ];
  });
}

/** A longer period than a quarter has its turn with the last of its quarters: until then the one before was the last. */
function lastDue(length: PeriodLength, now: string): ReleasePeriod {
  const quarter = periodDue('publishesAt', 'quarter', now)!;
  const period = releasePeriod(periodOf(length, quarter.months[0]!))!;
  if (Date.parse(period.publishesAt) <= Date.parse(now)) return period;
  return periodBefore(period);
}
