import type { Log } from '../../shared/log.ts';
import { clientContributions } from '../../shared/privacy/client-contributions.ts';
import { type ReleaseFile, releaseFiles } from '../../shared/privacy/release-files.ts';
import { lastClosedPeriod, type ReleasePeriod } from '../../shared/privacy/release-period.ts';
import { thresholdRelease } from '../../shared/privacy/threshold-release.ts';
import type { FrozenStore } from '../../shared/storage/frozen-store.ts';
import type { RecordReader } from '../../shared/storage/record-store.ts';
import type { ReleaseStore } from '../../shared/storage/release-store.ts';
import type { ViewStore } from '../../shared/storage/view-store.ts';
import { clinicMonthOutcomes } from '../../shared/views/clinic-month-view.ts';
import type { Programme } from './programme.ts';

export type PublishDeps = {
  programme: Programme;
  records: Pick<RecordReader, 'consenting'>;
  views: Pick<ViewStore, 'list'>;
  frozen: FrozenStore;
  releases: Pick<ReleaseStore, 'publish'>;
  log: Log;
};
export type ScheduledEvent = { scheduledTime: string };

/**
 * Publishes the release of the last period that is closed at the scheduled time.
 *
 * The files are frozen privately before the first of them is published, and a run that finds them frozen
 * publishes those: a crash, a retry or data that came late never lets a second version out.
 */
export function createPublishHandler(deps: PublishDeps) {
  return async ({ scheduledTime }: ScheduledEvent): Promise<{ period: string; frozen: 'now' | 'before' }> => {
    if (!Number.isFinite(Date.parse(scheduledTime))) throw new Error('expected scheduledTime, an instant');
    const period = lastClosedPeriod(scheduledTime);
    const id = { programme: deps.programme.programme, period: period.period, revision: 1 };
    const before = await deps.frozen.read(id);
    const files = before ?? (await deps.frozen.freeze(id, await release(deps, period)));
    await deps.releases.publish(id, files);
    deps.log.info('release published', { period: period.period, frozenBefore: before !== undefined });
    return { period: period.period, frozen: before ? 'before' : 'now' };
  };
}

async function release(deps: PublishDeps, period: ReleasePeriod): Promise<ReleaseFile[]> {
  const { programme, clinics } = deps.programme;
  const contributions = [];
  for (const clinicId of clinics) {
    contributions.push(...(await clinicContributions(deps, clinicId, period)));
  }
  return releaseFiles(thresholdRelease(programme, period, contributions));
}

/** What the consenting clients of one clinic add; a client's months of the period are taken together. */
async function clinicContributions(deps: PublishDeps, clinicId: string, { months }: ReleasePeriod) {
  const byMonth = [];
  for (const month of months) byMonth.push(...(await clinicMonthOutcomes(deps.views, { clinicId, month })));
  const byClient = Map.groupBy(byMonth, ({ client }) => client);
  const owners = [...byClient.keys()].map((client) => ({ clinicId, client }));
  const consenting = await deps.records.consenting(owners);
  return [...byClient]
    .filter(([client]) => consenting.has(client))
    .flatMap(([, parts]) => clientContributions(parts.flatMap(({ sessions }) => sessions)));
}
