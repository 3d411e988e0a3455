import type { Programme } from '../privacy/programme/programme.ts';
import {
  lengthOf,
  lengthsOf,
  orderOf,
  type ReleasePeriod,
  releasePeriod,
} from '../privacy/programme/release-period.ts';
import { POOLED } from '../releases/files/release-file.ts';
import { releaseSummary } from '../releases/files/release-summary.ts';
import type { PublishedRelease, ReleaseStore } from '../releases/stores/release-store.ts';

type Releases = Pick<ReleaseStore, 'list' | 'table' | 'text'>;

/** The latest period of a programme that tells of techniques, in its latest revision; undefined while nothing is out. */
export async function latestRelease(
  releases: Releases,
  programme: Programme,
): Promise<PublishedRelease | undefined> {
  const [length] = lengthsOf(programme.period);
  return (await releases.list(programme.programme))
    .filter((release) => !release.revised && lengthOf(release) === length)
    .toSorted((a, b) => (orderOf(periodNamed(a.period)) < orderOf(periodNamed(b.period)) ? -1 : 1))
    .at(-1);
}

/** All that is out of a programme: the pooled edition of a release with its periods, else the release with its one. */
export async function widestTable(
  releases: Releases,
  release: PublishedRelease,
): Promise<{ csv: string; periods: ReleasePeriod[] }> {
  const { pooledPeriods } = releaseSummary(release.manifest);
  return pooledPeriods
    ? { csv: await releases.text(release, POOLED), periods: pooledPeriods.map(periodNamed) }
    : { csv: await releases.table(release), periods: [periodNamed(release.period)] };
}

const periodNamed = (period: string) => releasePeriod(period)!;
