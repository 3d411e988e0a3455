import { catalogueIn, type Programme } from '../privacy/programme.ts';
import type { ReleasePeriod } from '../privacy/release-period.ts';
import { addTallies } from '../privacy/tally.ts';
import type { TallyStore } from '../storage/tally-store.ts';
import { NotFrozenError } from './release-errors.ts';
import type { ReleaseId } from './release-id.ts';
import { type TallyDeps, tallyClinic } from './tally-clinic.ts';

/** Names the work of tallying one clinic, and nothing about anybody. */
export type ClinicTallyMessage = { release: ReleaseId; clinicId: string };

/**
 * Fixes the terms of a release and says which clinics are to be tallied. Repeating it changes no term.
 */
export async function beginTally(
  tallies: Pick<TallyStore, 'fixTerms'>,
  programme: Programme,
  period: ReleasePeriod,
  revision: number,
): Promise<ClinicTallyMessage[]> {
  const release = { programme: programme.programme, period: period.period, revision };
  const catalogue = catalogueIn(programme, period);
  const terms = await tallies.fixTerms({ release, period, programme, catalogue });
  return terms.programme.clinics.map((clinicId) => ({ release, clinicId }));
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
