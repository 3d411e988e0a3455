import type { DynamoDBStreamEvent } from 'aws-lambda';
import type { Log } from '../../shared/log.ts';
import { type ClinicMonthKey, parseMonthPk } from '../../shared/storage/keys/keys.ts';
import type { ViewStore } from '../../shared/storage/views/view-store.ts';
import { clinicMonthView } from '../../shared/views/clinic-month-view.ts';
import { bordersOf, monthBorderView } from '../../shared/views/month-border-view.ts';
import { refresh, viewId } from '../../shared/views/refresh.ts';
import { handleStreamBatch, staleViewsOf } from '../../shared/views/stream-batch.ts';

/** Clinic-months held in memory at a time: each is a whole partition. */
const CLINIC_MONTHS_IN_FLIGHT = 4;

/** Session outcomes or courses changed: brings the statistics of their clinic-months up to date. */
export function createSummariseHandler(deps: { views: ViewStore; log: Log; now(): Date }) {
  const view = clinicMonthView(deps.views);
  const borders = monthBorderView(deps.views);
  return (event: DynamoDBStreamEvent) =>
    handleStreamBatch(
      event,
      async (changes) => {
        const keys = new Map<string, ClinicMonthKey>();
        const stale = staleViewsOf(changes, (change) => {
          const key = parseMonthPk(change.key.pk);
          keys.set(viewId(view, key), key);
          return [viewId(view, key)];
        });
        const failed = await refresh(view, [...keys.values()], deps.views, {
          inFlight: CLINIC_MONTHS_IN_FLIGHT,
        });
        const borderKeys = [...keys.values()].flatMap(bordersOf);
        // They are made of what the months have just been brought up to date with.
        for (const [id, error] of await refresh(borders, borderKeys, deps.views)) failed.set(id, error);
        for (const entry of stale) {
          if (!('viewIds' in entry)) continue;
          const key = parseMonthPk(entry.change.key.pk);
          entry.viewIds.push(...bordersOf(key).map((border) => viewId(borders, border)));
        }
        return { stale, failed };
      },
      deps,
    );
}
