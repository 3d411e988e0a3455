import { monthAfter } from '../outcomes/months.ts';
import { chunksOf, mapInFlight } from '../storage/in-flight.ts';
import {
  CLIENT_SK_PREFIX,
  type ClientKey,
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
import { clinicMonthView } from './clinic-month-view.ts';
import { type CoursesKey, coursesView, staleCourses } from './courses-view.ts';
import { goalProgressView } from './goal-progress-view.ts';
import { heldClientView } from './held-client-view.ts';
import { bordersOf, monthBorderView } from './month-border-view.ts';
import { refresh } from './refresh.ts';

export type ClinicRefreshDeps = {
  /** Must read facts in the time zone that the clinic has now. */
  records: Pick<RecordReader, 'between' | 'goal'>;
  views: Pick<ViewStore, 'get' | 'put' | 'list' | 'sortKeys'>;
  /** Whether any record of a client is held. */
  isHeld(owner: ClientKey): Promise<boolean>;
  onProgress(step: 'clients' | 'goals' | 'months', done: number, of: number): void;
};

const CLIENTS_AT_A_TIME = 64;
const GOALS_AT_A_TIME = 256;

/**
 * Derives again what all facts of a clinic come to, after something has changed that each of them is read by: its time
 * zone. Sessions move to the month before or after, or stay; so both neighbours of every month of a client are looked
 * at. Statistics of months that become others follow by the stream; all months that are known are derived again here, with
 * what cannot be in them, so that what was stored before something was looked for has it too. It may run while others work, and again after it was cut short,
 * when a session may have left one month and not yet come to the other: the item of the first is still there, or has
 * left a tombstone, and tells the client.
 *
 * @returns the views that could not be brought up to date, with their errors
 */
export async function refreshClinic(
  { records, views, isHeld, onProgress }: ClinicRefreshDeps,
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
    const owners = chunk.map(([client]) => ({ clinicId, client }));
    note(await refresh(heldClientView(isHeld), owners, views));
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
    note(await refresh(heldClientView(isHeld), chunk, views));
  }
  const months = [...(await monthsWithStatistics(views, clinicId))]
    .sort()
    .map((month) => ({ clinicId, month }));
  for (const [index, month] of months.entries()) {
    onProgress('months', index, months.length);
    note(await refresh(clinicMonthView(views), [month], views));
  }
  note(await refresh(monthBorderView(views), months.flatMap(bordersOf), views));
  return failed;
}

async function monthsWithStatistics(
  views: Pick<ViewStore, 'sortKeys'>,
  clinicId: string,
): Promise<Set<string>> {
  return new Set((await views.sortKeys(statisticsPk(clinicId))).map(monthOfStatistics));
}

/** By client, the months in which outcomes may have to change. */
async function monthsOfClients(
  views: Pick<ViewStore, 'list' | 'sortKeys'>,
  clinicId: string,
): Promise<Map<string, Set<string>>> {
  const known = await monthsWithStatistics(views, clinicId);
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
