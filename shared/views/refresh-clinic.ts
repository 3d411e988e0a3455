import { monthAfter } from '../outcomes/months.ts';
import { chunksOf, mapInFlight } from '../storage/in-flight.ts';
import {
  CLIENT_SK_PREFIX,
  goalsPk,
  monthOfStatistics,
  monthPk,
  parseGoalItem,
  parseMonthSk,
  statisticsPk,
} from '../storage/keys.ts';
import type { RecordReader } from '../storage/record-store.ts';
import type { ViewStore } from '../storage/view-store.ts';
import { clientMonthView } from './client-month-view.ts';
import { type CoursesKey, coursesView, staleCourses } from './courses-view.ts';
import { goalProgressView } from './goal-progress-view.ts';
import { refresh } from './refresh.ts';

export type ClinicRefreshDeps = {
  /** Must read facts in the time zone that the clinic has now. */
  records: Pick<RecordReader, 'between' | 'goal'>;
  views: Pick<ViewStore, 'get' | 'put' | 'list' | 'sortKeys'>;
  onProgress(step: 'clients' | 'goals', done: number, of: number): void;
};

const CLIENTS_AT_A_TIME = 64;
const GOALS_AT_A_TIME = 256;

/**
 * Derives again what all facts of a clinic come to, after something has changed that each of them is read by: its time
 * zone. Sessions move to the month before or after, or stay; so both neighbours of every month of a client are looked
 * at. Statistics of clinic-months follow by the stream. It may run while others work, and again after it was cut short,
 * when a session may have left one month and not yet come to the other: the item of the first is still there, or has
 * left a tombstone, and tells the client.
 *
 * @returns the views that could not be brought up to date, with their errors
 */
export async function refreshClinic(
  { records, views, onProgress }: ClinicRefreshDeps,
  clinicId: string,
): Promise<ReadonlyMap<string, unknown>> {
  const failed = new Map<string, unknown>();
  const note = (ofThese: ReadonlyMap<string, unknown>) => {
    for (const [id, error] of ofThese) failed.set(id, error);
  };
  const clients = [...(await monthsOfClients(views, clinicId))];
  for (const [index, chunk] of chunksOf(clients, CLIENTS_AT_A_TIME).entries()) {
    onProgress('clients', index * CLIENTS_AT_A_TIME, clients.length);
    const keys = chunk.flatMap(([client, months]) =>
      [...months].map((month) => ({ clinicId, client, month })),
    );
    note(await refresh(clientMonthView(records), keys, views));
    const courses = await mapInFlight(CLIENTS_AT_A_TIME, chunk, ([client, months]) =>
      staleCourses(views, { clinicId, client }, [...months], [...months]),
    );
    const stale = courses.filter((key): key is CoursesKey => key !== undefined);
    note(await refresh(coursesView(views), stale, views));
  }
  const goals = (await views.sortKeys(goalsPk(clinicId))).map((sk) =>
    parseGoalItem({ pk: goalsPk(clinicId), sk }),
  );
  for (const [index, chunk] of chunksOf(goals, GOALS_AT_A_TIME).entries()) {
    onProgress('goals', index * GOALS_AT_A_TIME, goals.length);
    note(await refresh(goalProgressView(records), chunk, views));
  }
  return failed;
}

/** By client, the months in which outcomes may have to change. */
async function monthsOfClients(
  views: Pick<ViewStore, 'list' | 'sortKeys'>,
  clinicId: string,
): Promise<Map<string, Set<string>>> {
  const known = new Set((await views.sortKeys(statisticsPk(clinicId))).map(monthOfStatistics));
  // A session that has just moved may lie in a month that has no statistics yet.
  const months = new Set([...known].flatMap((month) => [-1, 0, 1].map((step) => monthAfter(month, step))));
  const clients = new Map<string, Set<string>>();
  for (const month of [...months].sort()) {
    for (const { key } of await views.list(monthPk({ clinicId, month }), CLIENT_SK_PREFIX)) {
      const client = parseMonthSk(key.sk);
      const held = clients.get(client) ?? new Set();
      for (const step of [-1, 0, 1]) held.add(monthAfter(month, step));
      clients.set(client, held);
    }
  }
  return clients;
}
