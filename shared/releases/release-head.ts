import type { ReleaseTerms } from './release-terms.ts';

/**
 * What a release says of itself: its terms, the instant it is dated with, and the fingerprints of its clinics, by
 * which releases of the same clinics can be told although it names none.
 */
export type ReleaseHead = ReleaseTerms & {
  createdAt: string;
  clinics: readonly string[];
  /** Which code made it: its version and commit. */
  code: string;
};
