import { isTotalsBesides } from '../privacy/programme/asked-in.ts';
import { isOfKind, lengthOf } from '../privacy/programme/release-period.ts';
import type { Claimant } from './clinic-history.ts';
import type { ReleaseTerms } from './release-terms.ts';

/** What a release claims of its months: the whole, or the totals that a quarter tells besides its programme's year. */
export function claimedPart({
  programme,
  period,
}: Pick<ReleaseTerms, 'programme' | 'period'>): 'whole' | 'totals' {
  return isTotalsBesides(programme, period) ? 'totals' : 'whole';
}

/**
 * Whether a release may tell of a month of which another tells the other part: a year and the totals of its quarters,
 * of one programme, both of which its clients pay for. Nothing else is told twice.
 */
export function mayTellBesides(
  { programme, period }: Pick<ReleaseTerms, 'programme' | 'period'>,
  other: Claimant,
): boolean {
  return (
    programme.period === 'quarter-and-year' &&
    other.programme === programme.programme &&
    isOfKind(programme.period, other) &&
    lengthOf(other) !== lengthOf(period)
  );
}
