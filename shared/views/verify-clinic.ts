import { mapKey } from '../storage/aws/dynamodb.ts';
import { mapInFlight } from '../storage/aws/in-flight.ts';
import type { CareReader } from '../storage/care/care-store.ts';
import type { RecordReader } from '../storage/held/record-store.ts';
import { type ItemKey, parseClientPk } from '../storage/keys/keys.ts';
import type { NamedView } from '../storage/views/partitions.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { addKeyOfItem, addKeysOfRecords, type ClinicViewKeys, noViewKeys } from './clinic-view-keys.ts';
import { refresh } from './refresh.ts';
import { type RefreshDeps, refreshClients, refreshGoals, refreshMonths } from './refresh-keys.ts';
import { takeOverView } from './take-over-view.ts';
import { viewsInMemory } from './views-in-memory.ts';

/** The partitions of one clinic: its clients' records, and its views. */
export type ClinicPartitions = { records: readonly string[]; views: readonly string[] };

export type ClinicSources = Omit<RefreshDeps, 'records' | 'views'> & {
  /** Must read facts in the time zone that the clinic has now. */
  records: Pick<RecordReader, 'all' | 'between' | 'goal'>;
  care: Pick<CareReader, 'of' | 'ofClient'>;
  views: Pick<ViewStore, 'get' | 'put' | 'list'>;
  /** All that is stored in a partition of views, tombstones included. */
  storedIn(pk: string): Promise<NamedView[]>;
  /** As they are now. */
  partitions(clinicId: string): Promise<ClinicPartitions>;
};

/** An item that is not what the records come to: absent, other, or there without cause. */
export type Drift = {
  entity: string;
  key: ItemKey;
  is: 'missing' | 'different' | 'left over';
};

type Compared = Drift & { stored: string | null; derived: string | null };

const READS_IN_FLIGHT = 16;

/**
 * Derives every view of a clinic from its records alone, in memory, and compares each item with what is stored, to the
 * byte. Nothing is written. While records arrive a view may be on its way: what differs is looked at again from the beginning,
 * and only what differs in the same way both times is told.
 *
 * @param partitions those of the clinic, where they are known
 * @throws the error of the first view that could not be derived
 */
export async function verifyClinic(
  sources: ClinicSources,
  clinicId: string,
  partitions?: ClinicPartitions,
): Promise<{ items: number; drifts: Drift[] }> {
  const first = await compared(sources, clinicId, partitions ?? (await sources.partitions(clinicId)));
  if (first.differing.length === 0) return { items: first.items, drifts: [] };
  const { items, differing } = await compared(sources, clinicId, await sources.partitions(clinicId));
  const before = new Set(first.differing.map(identity));
  const steady = differing.filter((one) => before.has(identity(one)));
  return { items, drifts: steady.map(({ entity, key, is }) => ({ entity, key, is })) };
}

const identity = ({ key, stored, derived }: Compared) => JSON.stringify([key.pk, key.sk, stored, derived]);

async function compared(sources: ClinicSources, clinicId: string, partitions: ClinicPartitions) {
  const keys = await keysOfRecords(sources, partitions);
  const memory = viewsInMemory();
  const failed = await refreshAll({ ...sources, views: memory }, clinicId, keys);
  for (const error of failed.values()) throw error;

  const derived = new Map(memory.all().map((view) => [mapKey(view.key), view]));
  const stored = await mapInFlight(READS_IN_FLIGHT, partitions.views, sources.storedIn);
  const held = new Map(stored.flat().map((view) => [mapKey(view.key), view]));
  const differing: Compared[] = [];
  let items = 0;
  for (const id of new Set([...derived.keys(), ...held.keys()])) {
    const { entity, key } = (derived.get(id) ?? held.get(id))!;
    const contents = { stored: held.get(id)?.content ?? null, derived: derived.get(id)?.content ?? null };
    if (contents.stored !== null || contents.derived !== null) items += 1;
    if (contents.stored === contents.derived) continue;
    const is = contents.stored === null ? 'missing' : contents.derived === null ? 'left over' : 'different';
    differing.push({ entity, key, is, ...contents });
  }
  return { items, differing };
}

/**
 * Derives every view of a clinic again and writes what differs, also what is there and follows from no record. It may run
 * while others work, and again after it was cut short.
 *
 * @returns the views that could not be brought up to date, with their errors
 */
export async function rebuildClinic(
  sources: ClinicSources,
  clinicId: string,
  partitions: ClinicPartitions,
): Promise<ReadonlyMap<string, unknown>> {
  const keys = await keysOfRecords(sources, partitions);
  await addStoredKeys(keys, sources, clinicId, partitions);
  return refreshAll(sources, clinicId, keys);
}

/** Adds the views of which something is stored in a clinic's partitions, tombstones included. */
export async function addStoredKeys(
  keys: ClinicViewKeys,
  { storedIn }: Pick<ClinicSources, 'storedIn'>,
  clinicId: string,
  { views }: Pick<ClinicPartitions, 'views'>,
): Promise<void> {
  const stored = await mapInFlight(READS_IN_FLIGHT, views, async (pk) =>
    (await storedIn(pk)).map(({ key }) => key),
  );
  for (const key of stored.flat()) addKeyOfItem(keys, clinicId, key);
}

async function keysOfRecords(sources: ClinicSources, partitions: ClinicPartitions): Promise<ClinicViewKeys> {
  const keys = noViewKeys();
  await mapInFlight(READS_IN_FLIGHT, partitions.records, (pk) =>
    addKeysOfRecords(keys, sources, parseClientPk(pk)),
  );
  return keys;
}

/** Brings up to date the views that are named. @returns those that could not be, with their errors */
export async function refreshAll(
  deps: RefreshDeps & Pick<ClinicSources, 'care'>,
  clinicId: string,
  { clients, goals, takeOvers, months }: ClinicViewKeys,
): Promise<Map<string, unknown>> {
  return new Map([
    ...(await refreshClients(deps, clinicId, clients)),
    ...(await refreshGoals(deps, goals)),
    ...(await refresh(takeOverView(deps.care), takeOvers, deps.views)),
    ...(await refreshMonths(deps, clinicId, months)),
  ]);
}
