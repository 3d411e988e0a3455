import type { Programme } from '../privacy/programme/programme.ts';
import type { ReleaseId } from './release-id.ts';

/**
 * A release as far as a clinic's account goes: under what it was made, and how far it has come. `pending`: it has
 * claimed its months and may yet be charged; it counts as if it were, so that two releases at once cannot
 * each overlook the other.
 */
export type ClinicRelease = {
  release: ReleaseId;
  state: 'pending' | 'charged';
  mode: Programme['mode'];
  /** Charged to each client who counts, up to which limit, and what revisions may spend: millionths of rho. */
  microRho: number;
  lifetime: number;
  reserve: number;
};

/** The release that has a month of a clinic. */
export type Claimant = Pick<ReleaseId, 'programme' | 'period'>;

/** What a clinic has told and is about to tell, over all programmes that counted it. */
export type ClinicHistory = {
  clinicId: string;
  /** In order of time and revision. */
  releases: readonly ClinicRelease[];
  /** By month such as `2026-07`: the release that has claimed it. */
  months: ReadonlyMap<string, Claimant>;
  /** The same of its totals, which the quarters of a programme tell besides its year. */
  totals: ReadonlyMap<string, Claimant>;
};
