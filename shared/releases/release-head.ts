import type { ReleaseTerms } from './release-terms.ts';

/** What a release says of itself: its terms, and the instant it is dated with. */
export type ReleaseHead = Pick<ReleaseTerms, 'release' | 'period' | 'programme'> & { createdAt: string };
