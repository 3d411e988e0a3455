import { staleMonths } from '../outcomes/stale-months.ts';
import type { CareReader } from '../storage/care/care-store.ts';
import type { RecordReader } from '../storage/held/record-store.ts';
import { gatheredPk, monthOfGathered } from '../storage/keys/gathered-keys.ts';
import {
  BORDER_SK_PREFIX,
  type ClientKey,
  checksPk,
  type GoalKey,
  goalsPk,
  type ItemKey,
  monthOfBorder,
  monthOfStatistics,
  parseGoalItem,
  parseMonthPk,
  parseMonthSk,
  parseTakeOverItem,
  statisticsPk,
  type TakeOverKey,
  takeOversPk,
} from '../storage/keys/keys.ts';
import { clientOfHeldItem, HELD_CLIENTS_SK_PREFIX, heldClientsPk } from '../storage/views/held-clients.ts';
import { isClientRecord } from './client-month-view.ts';

/** Which views a clinic can have: months of outcomes by client, goals, take-overs, and months of the clinic. */
export type ClinicViewKeys = {
  clients: Map<string, Set<string>>;
  goals: GoalKey[];
  takeOvers: TakeOverKey[];
  months: Set<string>;
};

export const noViewKeys = (): ClinicViewKeys => ({
  clients: new Map(),
  goals: [],
  takeOvers: [],
  months: new Set(),
});

/** Adds the views that a client's records come to, as a change of each of them would name them. */
export async function addKeysOfRecords(
  keys: ClinicViewKeys,
  { records, care }: { records: Pick<RecordReader, 'all'>; care: Pick<CareReader, 'ofClient'> },
  owner: ClientKey,
): Promise<void> {
  const [{ facts, goals }, cared] = await Promise.all([records.all(owner), care.ofClient(owner)]);
  addMonths(keys, owner.client, facts.filter(isClientRecord).flatMap(staleMonths));
  for (const { goal } of goals) {
    keys.goals.push({ ...owner, goalId: goal.goalId, therapistId: goal.therapistId });
  }
  for (const { therapistId } of cared) keys.takeOvers.push({ ...owner, therapistId });
}

/** Adds the view that an item of the Outcomes table belongs to: it may be there and follow from nothing. */
export function addKeyOfItem(keys: ClinicViewKeys, clinicId: string, item: ItemKey): void {
  const { pk, sk } = item;
  if (pk === goalsPk(clinicId)) keys.goals.push(parseGoalItem(item));
  else if (pk === takeOversPk(clinicId)) keys.takeOvers.push(parseTakeOverItem(item));
  else if (pk === statisticsPk(clinicId)) keys.months.add(monthOfStatistics(sk));
  else if (pk === gatheredPk(clinicId)) keys.months.add(monthOfGathered(sk));
  else if (pk === checksPk(clinicId)) keys.months.add(monthAmongChecks(sk));
  else if (pk === heldClientsPk(clinicId) && sk.startsWith(HELD_CLIENTS_SK_PREFIX)) {
    addMonths(keys, clientOfHeldItem(sk), []);
  } else addMonths(keys, parseMonthSk(sk), [parseMonthPk(pk).month]);
}

const monthAmongChecks = (sk: string) =>
  sk.startsWith(BORDER_SK_PREFIX) ? monthOfBorder(sk) : sk.slice(sk.indexOf('#') + 1);

function addMonths({ clients, months }: ClinicViewKeys, client: string, added: readonly string[]): void {
  const held = clients.get(client) ?? new Set();
  clients.set(client, held);
  for (const month of added) {
    held.add(month);
    months.add(month);
  }
}
