import { monthAfter } from '../outcomes/months.ts';
import {
  CLIENT_SK_PREFIX,
  type GoalKey,
  goalsPk,
  monthOfStatistics,
  monthPk,
  parseGoalItem,
  parseMonthSk,
  statisticsPk,
} from '../storage/keys/keys.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { type RefreshDeps, refreshClients, refreshGoals, refreshMonths } from './refresh-keys.ts';

export type ClinicRefreshDeps = Omit<RefreshDeps, 'views'> & {
  views: Pick<ViewStore, 'get' | 'put' | 'list' | 'sortKeys'>;
};

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
  const deps = { records, views, isHeld, onProgress };
  return new Map([
    ...(await refreshClients(deps, clinicId, await monthsOfClients(views, clinicId))),
    ...(await refreshGoals(deps, await goalsListed(views, clinicId))),
    ...(await refreshMonths(deps, clinicId, await monthsWithStatistics(views, clinicId))),
  ]);
}

async function goalsListed(views: Pick<ViewStore, 'sortKeys'>, clinicId: string): Promise<GoalKey[]> {
  const pk = goalsPk(clinicId);
  return (await views.sortKeys(pk)).map((sk) => parseGoalItem({ pk, sk }));
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
