import { catalogueIn, type Programme } from '../../privacy/programme/programme.ts';
import type { ReleasePeriod } from '../../privacy/programme/release-period.ts';
import { addTallies } from '../../privacy/tally/tally.ts';
import { checkClosed, checkSameRows } from '../check-release.ts';
import { NotFrozenError } from '../release-errors.ts';
import { FIRST_REVISION, type ReleaseId } from '../release-id.ts';
import type { ReleaseTerms } from '../release-terms.ts';
import type { ClinicReleases } from '../stores/clinic-releases.ts';
import type { ReleaseLedger } from '../stores/release-ledger.ts';
import type { TallyStore } from '../stores/tally-store.ts';
import { claimMonths, historiesOf } from './claim-months.ts';
import { type TallyDeps, tallyClinic } from './tally-clinic.ts';

/** Names the work of tallying one clinic, and nothing about anybody. */
export type ClinicTallyMessage = { release: ReleaseId; clinicId: string };

export type ClosingDeps = {
  tallies: Pick<TallyStore, 'terms' | 'fixTerms'>;
  ledger: Pick<ReleaseLedger, 'checkProgramme' | 'refusal'>;
  clinics: Pick<ClinicReleases, 'history' | 'claim'>;
  now(): Date;
};

/**
 * Fixes the terms of a release, claims its months of each clinic, and says which clinics are to be tallied.
 * Repeating it changes no term. Nothing is fixed or claimed of a release that may not be made.
 *
 * @throws PeriodNotClosedError, OtherRowsError, and what `checkAgainstClinic` and the programme's account refuse
 */
export async function beginTally(
  deps: ClosingDeps,
  programme: Programme,
  period: ReleasePeriod,
  revision: number,
): Promise<ClinicTallyMessage[]> {
  checkClosed({ period }, deps.now());
  const release = { programme: programme.programme, period: period.period, revision };
  const refusal = await deps.ledger.refusal(release);
  if (refusal) throw refusal;
  const asked = { release, period, programme, catalogue: catalogueIn(programme, period) };
  const fixed = (await deps.tallies.terms(release)) ?? asked;
  await checkTerms(deps, fixed);
  if (revision > FIRST_REVISION) {
    checkSameRows(fixed, await deps.tallies.terms({ ...release, revision: FIRST_REVISION }));
  }
  const terms = await deps.tallies.fixTerms(asked);
  await claimMonths(deps.clinics, terms);
  return terms.programme.clinics.map((clinicId) => ({ release, clinicId }));
}

async function checkTerms({ ledger, clinics }: ClosingDeps, terms: ReleaseTerms): Promise<void> {
  await ledger.checkProgramme(terms.release, terms.programme);
  await historiesOf(clinics, terms);
}

/**
 * Tallies one clinic unless that has been done, and freezes the counts of all clinics if this was the last
 * one. Whoever looks last sees all of them: of workers that finish together at least one freezes, and what
 * is frozen first stays.
 */
export async function tallyAndFreeze(
  deps: TallyDeps & { tallies: TallyStore },
  { release, clinicId }: ClinicTallyMessage,
): Promise<'frozen' | 'waiting'> {
  const { tallies } = deps;
  const terms = await tallies.terms(release);
  if (!terms) throw new NotFrozenError(release);
  if (!(await tallies.clinicTally(release, clinicId))) {
    await tallies.keepClinicTally(release, clinicId, await tallyClinic(deps, terms, clinicId));
  }
  const all = await tallies.clinicTallies(terms);
  if (!all) return 'waiting';
  await tallies.freeze({ terms, tally: addTallies(all) });
  return 'frozen';
}
