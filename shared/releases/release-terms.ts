import type { Catalogue, Programme } from '../privacy/programme/programme.ts';
import type { ReleasePeriod } from '../privacy/programme/release-period.ts';
import type { PeriodTally } from '../privacy/tally/period-tally.ts';
import type { ReleaseId } from './release-id.ts';

/** What a release is made under: fixed when its tally begins, so that a deployment in between changes nothing. */
export type ReleaseTerms = {
  release: ReleaseId;
  period: ReleasePeriod;
  programme: Programme;
  catalogue: Catalogue;
};

/** All that a mechanism looks at. */
export type FrozenInput = { terms: ReleaseTerms; tally: PeriodTally };
export type FrozenTally = FrozenInput & { digest: string };
