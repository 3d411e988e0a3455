import { benchmarkClaims } from '../claims/benchmark-claims.ts';
import type { BenchmarkClaims } from '../claims/benchmark-contract.ts';
import type { OwnContribution } from '../claims/benchmark-estimates.ts';
import { pointsOf } from '../privacy/differential-privacy/noise/histograms.ts';
import { COMPLAINTS_AND_GROUPS, complaintsIn } from '../privacy/programme/complaint-groups.ts';
import { catalogueIn, type Programme } from '../privacy/programme/programme.ts';
import type { ReleasePeriod } from '../privacy/programme/release-period.ts';
import { clientContribution } from '../privacy/tally/client-contribution.ts';
import { releasedTechniques } from '../releases/files/released-techniques.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { readMonths } from '../views/clinic-month-outcomes.ts';
import { countingProgramme } from './counting-programme.ts';
import { givenTechniques } from './given-techniques.ts';
import { latestRelease, widestTable } from './latest-release.ts';
import type { ReleaseReadDeps } from './releases.ts';

export type BenchmarkDeps = Pick<ReleaseReadDeps, 'programmes' | 'releases'> & {
  views: Pick<ViewStore, 'listLately'>;
};

/** A clinic beside the latest release of its programme. */
export type Benchmark = BenchmarkClaims & {
  programme: string;
  /** The release, and the periods that its pooled edition adds up; null while nothing is out. */
  release: { period: string; revision: number; periods: string[]; from: string; to: string } | null;
};

/**
 * An owner's clinic beside the latest release of the programme that counts it: of the same months and by the same rule,
 * each client once a period. It reads what partners can read and the clinic's own outcomes, so that it tells the owner
 * nothing of other clinics that is not published. The pooled edition is taken where there is one.
 *
 * @throws NotFoundError when the clinic counts in no programme
 */
export async function readBenchmark(deps: BenchmarkDeps, clinicId: string): Promise<Benchmark> {
  const programme = countingProgramme(await deps.programmes(), clinicId);
  const release = await latestRelease(deps.releases, programme);
  if (!release) {
    const sentence = 'Nothing has been published yet that your clinic could stand beside.';
    return { programme: programme.programme, release: null, techniques: [], sentence };
  }
  const { csv, periods } = await widestTable(deps.releases, release);
  const released = releasedTechniques(csv);
  const complaints = new Set(released.flatMap((one) => [...one.complaints.keys()]));
  const contributions = await ownContributions(deps, programme, periods, clinicId, complaints);
  const months = periods.flatMap((period) => period.months).toSorted();
  return {
    programme: programme.programme,
    release: {
      ...{ period: release.period, revision: release.revision },
      periods: periods.map(({ period }) => period),
      ...{ from: months[0]!, to: months.at(-1)! },
    },
    ...benchmarkClaims(givenTechniques(released), contributions),
  };
}

async function ownContributions(
  { views }: BenchmarkDeps,
  programme: Programme,
  periods: readonly ReleasePeriod[],
  clinicId: string,
  complaints: ReadonlySet<string>,
): Promise<OwnContribution[]> {
  const told: OwnContribution[] = [];
  // One after another: each reads its months side by side, and is let go when its clients are counted.
  for (const period of periods) {
    const catalogue = catalogueIn(programme, period);
    const [from, to] = [period.months[0]!, period.months.at(-1)!];
    const months = await readMonths(views, clinicId, { from, to });
    const byClient = Map.groupBy(months.clients(), ({ client }) => client);
    for (const [client, parts] of byClient) {
      const one = clientContribution(
        parts.flatMap(({ sessions }) => sessions),
        catalogue,
      );
      if (!one) continue;
      const complaint = rowOf(one.complaint, complaints);
      told.push({ client, technique: one.technique, complaint, points: pointsOf(one) });
    }
  }
  return told;
}

/** The complaint, or the group that the release has in its place. */
function rowOf(complaint: string, names: ReadonlySet<string>): string {
  if (names.has(complaint)) return complaint;
  const group = COMPLAINTS_AND_GROUPS.find(
    (name) => names.has(name) && complaintsIn(name).some((one) => one === complaint),
  );
  return group ?? complaint;
}
