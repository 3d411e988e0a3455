import { LONGEST_QUIET_DAYS, QUIET_DAYS, quietDays } from '../clinics/quiet-days.ts';
import { type ExpectedRelease, expectedReleases } from '../releases/expected-releases.ts';
import { allProgrammes } from '../releases/stores/programme-store.ts';
import { completeReleases } from '../releases/stores/release-store.ts';
import type { Arrivals } from '../storage/arrivals.ts';
import type { Bucket } from '../storage/bucket.ts';
import { heldClinicsIn } from '../storage/clinics.ts';
import type { ItemTable } from '../storage/item-table.ts';

export type ReleaseSources = {
  registry: Pick<ItemTable, 'query'>;
  /** Of which only names are listed. */
  releases: Pick<Bucket, 'listKeys'>;
};

/** What has not happened that should have: releases whose day has passed, and clinics that have fallen silent. */
export type Overdue = { missingReleases: number; quietClinics: number };

/** Every programme's releases that are due and to come. */
export async function releasesExpected(
  { registry, releases }: ReleaseSources,
  now: Date,
): Promise<ExpectedRelease[]> {
  const programmes = await allProgrammes(registry);
  const found = programmes.map(async (programme) => {
    const complete = await completeReleases(releases, programme.programme);
    return expectedReleases(programme, new Set(complete.map(({ period }) => period)), now.toISOString());
  });
  return (await Promise.all(found)).flat();
}

export async function readOverdue(
  deps: ReleaseSources & { arrivals: Pick<Arrivals, 'all'> },
  now: Date,
): Promise<Overdue> {
  const [latest, releases] = await Promise.all([deps.arrivals.all(), releasesExpected(deps, now)]);
  let quietClinics = 0;
  for await (const clinicId of heldClinicsIn(deps.registry)) {
    const lastArrival = latest.get(clinicId);
    const days = lastArrival === undefined ? 0 : quietDays(lastArrival, now);
    if (days >= QUIET_DAYS && days < LONGEST_QUIET_DAYS) quietClinics += 1;
  }
  return { missingReleases: releases.filter(({ state }) => state === 'missing').length, quietClinics };
}
