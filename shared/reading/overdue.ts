import { LONGEST_QUIET_DAYS, QUIET_DAYS, quietDays } from '../clinics/quiet-days.ts';
import type { Programme } from '../privacy/programme/programme.ts';
import { type ExpectedRelease, expectedReleases } from '../releases/expected-releases.ts';
import { allProgrammes } from '../releases/stores/programme-store.ts';
import type { ReleaseLedger } from '../releases/stores/release-ledger.ts';
import { completeReleases } from '../releases/stores/release-store.ts';
import { missedRuns, SCHEDULED } from '../schedule/expected-runs.ts';
import type { Bucket } from '../storage/aws/bucket.ts';
import type { ItemTable } from '../storage/aws/item-table.ts';
import type { Arrivals } from '../storage/clinics/arrivals.ts';
import { heldClinicsIn } from '../storage/clinics/clinics.ts';
import type { ScheduleRuns } from '../storage/views/schedule-runs.ts';
import { type BudgetsLeft, readBudgetsLeft } from './budgets-left.ts';

export type ReleaseSources = {
  registry: Pick<ItemTable, 'query'>;
  /** Of which only names are listed. */
  releases: Pick<Bucket, 'listKeys'>;
};

/**
 * What has not happened that should have: releases whose day has passed, clinics that have fallen silent, schedules that did
 * not run; of releases also how many are out of those whose day was last, and what is left to pay for more.
 */
export type Overdue = {
  missingReleases: number;
  publishedReleases: number;
  quietClinics: number;
  missedSchedules: number;
  /** Their names, separated by commas; absent where there is none. */
  missed?: string;
} & BudgetsLeft;

type OverdueSources = ReleaseSources & {
  arrivals: Pick<Arrivals, 'all'>;
  schedules: Pick<ScheduleRuns, 'begin' | 'latest'>;
  ledger: Pick<ReleaseLedger, 'spent'>;
};

/** Every programme's releases that are due and to come. */
export async function releasesExpected(
  { releases }: Pick<ReleaseSources, 'releases'>,
  programmes: readonly Programme[],
  now: Date,
): Promise<ExpectedRelease[]> {
  const found = programmes.map(async (programme) => {
    const complete = await completeReleases(releases, programme.programme);
    return expectedReleases(programme, new Set(complete.map(({ period }) => period)), now.toISOString());
  });
  return (await Promise.all(found)).flat();
}

/** Schedules of which no run is noted are counted from then on. */
export async function readOverdue(deps: OverdueSources, now: Date): Promise<Overdue> {
  const programmes = await allProgrammes(deps.registry);
  const [quietClinics, releases, budgets] = await Promise.all([
    countQuietClinics(deps, now),
    releasesExpected(deps, programmes, now),
    readBudgetsLeft(programmes, (name) => deps.ledger.spent(name)),
  ]);
  const missed = missedRuns(await deps.schedules.latest(), now);
  await deps.schedules.begin(SCHEDULED, now);
  const inState = (asked: ExpectedRelease['state']) => releases.filter(({ state }) => state === asked).length;
  return {
    ...{ missingReleases: inState('missing'), publishedReleases: inState('published'), quietClinics },
    ...{ missedSchedules: missed.length, ...(missed.length > 0 && { missed: missed.join() }) },
    ...budgets,
  };
}

async function countQuietClinics(
  deps: Pick<OverdueSources, 'registry' | 'arrivals'>,
  now: Date,
): Promise<number> {
  const latest = await deps.arrivals.all();
  let quietClinics = 0;
  for await (const clinicId of heldClinicsIn(deps.registry)) {
    const lastArrival = latest.get(clinicId);
    const days = lastArrival === undefined ? 0 : quietDays(lastArrival, now);
    if (days >= QUIET_DAYS && days < LONGEST_QUIET_DAYS) quietClinics += 1;
  }
  return quietClinics;
}
