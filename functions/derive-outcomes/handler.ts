import type { DynamoDBStreamEvent } from 'aws-lambda';
import type { Log } from '../../shared/log.ts';
import type { CareReader } from '../../shared/storage/care/care-store.ts';
import type { Arrivals } from '../../shared/storage/clinics/arrivals.ts';
import type { RecordReader } from '../../shared/storage/held/record-store.ts';
import {
  type ClientKey,
  type ClientMonthKey,
  clientPk,
  type GoalKey,
  type TakeOverKey,
} from '../../shared/storage/keys/keys.ts';
import type { ViewStore } from '../../shared/storage/views/view-store.ts';
import { clientMonthView } from '../../shared/views/client-month-view.ts';
import { coursesView } from '../../shared/views/courses-view.ts';
import { goalProgressView } from '../../shared/views/goal-progress-view.ts';
import { heldClientView, notYetHeld } from '../../shared/views/held-client-view.ts';
import { refresh, viewId } from '../../shared/views/refresh.ts';
import { handleStreamBatch, staleViewsOf } from '../../shared/views/stream-batch.ts';
import type { StreamChange } from '../../shared/views/stream-change.ts';
import { takeOverView } from '../../shared/views/take-over-view.ts';
import { coursesOfChanged } from './courses-of-changed.ts';
import { goalsOfChanged } from './goals-of-changed.ts';
import { latestArrivals } from './latest-arrivals.ts';
import {
  recordChange,
  staleClientMonths,
  staleGoals,
  staleHeldClients,
  staleTakeOvers,
} from './stale-views.ts';

/** Their reads are small and join into few: more at a time means fewer calls. */
const COURSES_IN_FLIGHT = 64;

/**
 * Records changed: brings up to date the session outcomes and the goals that look at them, what therapists have taken
 * over, and then the courses of care that those session outcomes belong to. Notes when the latest has come.
 */
export function createDeriveHandler(deps: {
  records: RecordReader;
  care: Pick<CareReader, 'of'>;
  /** Whether any record of a client is held. */
  isHeld(owner: ClientKey): Promise<boolean>;
  views: ViewStore;
  arrivals: Pick<Arrivals, 'note'>;
  log: Log;
  now(): Date;
}) {
  const { records, views } = deps;
  const outcomes = clientMonthView(records);
  const goalViews = goalProgressView(records);
  const takeOvers = takeOverView(deps.care);
  const heldClients = heldClientView(deps.isHeld);
  const courses = coursesView(views);

  const refreshBatch = async (changes: readonly StreamChange[]) => {
    const goals = await goalsOfChanged(records, changes);
    const monthKeys = new Map<string, ClientMonthKey>();
    const goalKeys = new Map<string, GoalKey>();
    const takeOverKeys = new Map<string, TakeOverKey>();
    const clientKeys = new Map<string, ClientKey & { gone: boolean }>();
    const stale = staleViewsOf(changes, (change) => {
      const record = recordChange(change);
      const months = staleClientMonths(record).map((key) => [viewId(outcomes, key), key] as const);
      const held = goals.get(clientPk(record.owner)) ?? [];
      const fed = staleGoals(record, held).map((key) => [viewId(goalViews, key), key] as const);
      const taken = staleTakeOvers(record).map((key) => [viewId(takeOvers, key), key] as const);
      const clients = staleHeldClients(change).map((key) => [viewId(heldClients, key), key] as const);
      for (const [id, key] of clients) if (key.gone || !clientKeys.has(id)) clientKeys.set(id, key);
      for (const [id, key] of months) monthKeys.set(id, key);
      for (const [id, key] of fed) goalKeys.set(id, key);
      for (const [id, key] of taken) takeOverKeys.set(id, key);
      return [...months, ...fed, ...taken, ...clients].map(([id]) => id);
    });
    const { gone = [], come = [] } = Object.groupBy(clientKeys.values(), (key) =>
      key.gone ? 'gone' : 'come',
    );
    const failed = new Map([
      ...(await refresh(outcomes, [...monthKeys.values()], views)),
      ...(await refresh(goalViews, [...goalKeys.values()], views)),
      ...(await refresh(takeOvers, [...takeOverKeys.values()], views)),
      ...(await refresh(heldClients, [...gone, ...(await notYetHeld(views, come))], views)),
    ]);
    const courseKeys = await coursesOfChanged(courses, changes);
    for (const [id, error] of await refresh(courses, [...courseKeys.values()], views, {
      inFlight: COURSES_IN_FLIGHT,
    }))
      failed.set(id, error);
    for (const entry of stale) {
      const key = 'viewIds' in entry && courseKeys.get(entry.change.key.pk);
      if (key) entry.viewIds.push(viewId(courses, key));
    }
    const arrived = [...latestArrivals(changes)];
    await Promise.all(arrived.map(([clinicId, at]) => deps.arrivals.note(clinicId, at)));
    return { stale, failed };
  };

  return (event: DynamoDBStreamEvent) => handleStreamBatch(event, refreshBatch, deps);
}
