import {
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { StorageUnavailableError } from '../errors.ts';
import { decide, type HeldVersion, type VersionOutcome } from '../records/version.ts';
import {
  CareDecisions,
  type CareRefusal,
  careKeys,
  type HeldBefore,
  vacantClients,
} from './care-decisions.ts';
import { getAll, type Item, keyOf, mapKey, text, textOf } from './dynamodb.ts';
import { eraseClient } from './erasure.ts';
import { removeEndedVersions } from './goal-versions.ts';
import { mapInFlight } from './in-flight.ts';
import { type ClientKey, erasureMark, goalsMark, goalVersionItem, type ItemKey } from './keys.ts';
import { type AddressedRecord, arrivalIn, recordItem } from './record-store.ts';
import { DEFAULT_RETRY, waitBefore } from './retry.ts';
import { transactionGroups } from './transaction-groups.ts';

/** What became of a record that arrived, with the version that was held. */
export type WriteOutcome = { outcome: VersionOutcome | CareRefusal; held?: HeldVersion };

const TRANSACTIONS_IN_FLIGHT = 4;

export type RecordWriter = ReturnType<typeof createRecordWriter>;

/** Writes to the Records table. Reading is in record-store.ts. */
export function createRecordWriter(client: DynamoDBClient, table: string) {
  return {
    /**
     * Writes records so that every arrival order ends in the same facts.
     *
     * Reads what is held, decides in memory (records/version.ts) and writes on condition that nothing has
     * changed since. One transaction also checks the erasure mark of every client in it: an erasure and a
     * write cannot pass each other. A transaction that lost a race is read and decided again.
     *
     * @param incoming in the order in which they arrived; several versions of one record may be among them
     * @returns one outcome per record, in the same order
     */
    async write(incoming: readonly AddressedRecord[]): Promise<WriteOutcome[]> {
      const outcomes = new Array<WriteOutcome>(incoming.length);
      await mapInFlight(TRANSACTIONS_IN_FLIGHT, transactionGroups(incoming), async (indexes) => {
        const group = indexes.map((index) => incoming[index]!);
        const written = await writeGroup(client, table, group);
        for (const goal of goalsWithEndedVersions(group, written))
          await removeEndedVersions(client, table, goal);
        for (const [position, index] of indexes.entries()) outcomes[index] = written[position]!;
      });
      return outcomes;
    },

    /** Removes a client for good, see erasure.ts. */
    erase: (owner: ClientKey, recordedAt: string): Promise<number> =>
      eraseClient(client, table, owner, recordedAt),
  };
}

/**
 * Goals of which versions may be stored that a deletion has ended: it came now, or a version did that is older
 * than what is held. A repetition counts too: the first time may have been cut off.
 */
function goalsWithEndedVersions(
  group: readonly AddressedRecord[],
  written: readonly WriteOutcome[],
): ItemKey[] {
  const touched = group.filter(
    ({ entity, version }, position) =>
      entity === 'goal' && (version.content === null || written[position]!.outcome === 'stale'),
  );
  return [...new Map(touched.map(({ key }) => [mapKey(key), key])).values()];
}

async function writeGroup(
  client: DynamoDBClient,
  table: string,
  incoming: readonly AddressedRecord[],
): Promise<WriteOutcome[]> {
  for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
    await waitBefore(attempt);
    const held = await getAll(client, table, keysToRead(incoming));
    const care = new CareDecisions(held, await vacantClients(client, table, incoming, held));
    const { outcomes, changed, replaced } = decideAll(incoming, held, care);
    if (changed.length === 0 && replaced.length === 0) return outcomes;
    const TransactItems = [
      ...actions(
        table,
        changed.filter(({ entity }) => entity !== 'care'),
        held,
      ),
      ...care.actions(table),
      ...historyPuts(table, replaced),
      ...markChecks(table, [...changed, ...replaced], held),
    ];
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems }));
      return outcomes;
    } catch (error) {
      if (!isLostRace(error)) throw error;
    }
  }
  throw new StorageUnavailableError('records lost every race for their version');
}

function keysToRead(incoming: readonly AddressedRecord[]): ItemKey[] {
  const keys = new Map<string, ItemKey>();
  for (const { key, entity, version } of incoming) {
    const inHistory = entity === 'goal' ? [goalVersionItem(key, version.recordedAt)] : [];
    for (const read of [erasureMark(key.pk), key, ...inHistory]) keys.set(mapKey(read), read);
  }
  for (const read of careKeys(incoming)) keys.set(mapKey(read), read);
  return [...keys.values()];
}

/** Decides each record against what is held, taking earlier ones of the group as already written. */
function decideAll(
  incoming: readonly AddressedRecord[],
  held: ReadonlyMap<string, Item>,
  care: CareDecisions,
) {
  const changed = new Map<string, AddressedRecord>();
  const replaced = new Map<string, AddressedRecord>();
  const erasedUpTo = ({ key }: AddressedRecord) =>
    textOf(held.get(mapKey(erasureMark(key.pk))), 'recordedAt');
  const intoHistory = (record: AddressedRecord, version: HeldVersion) => {
    // What an erasure is about to remove must not move to where it has looked already.
    if (version.recordedAt <= (erasedUpTo(record) ?? '')) return;
    const key = goalVersionItem(record.key, version.recordedAt);
    if (version.content !== null && replaced.has(mapKey(key))) return;
    replaced.set(mapKey(key), { key, entity: 'goal-version', version, arrival: record.arrival });
  };
  const outcomes = incoming.map((record): WriteOutcome => {
    const id = mapKey(record.key);
    const before = heldBefore(changed.get(id), held.get(id));
    const version = record.entity === 'care' && care.isImplied(record.key) ? undefined : before;
    const refusal = care.refusalOf(record, before);
    if (refusal) return { outcome: refusal };
    const mark = erasedUpTo(record);
    const outcome = decide(version, mark === undefined ? undefined : { recordedAt: mark }, record.version);
    if (outcome === 'accepted') {
      changed.set(id, record);
      care.accept(record, before);
      if (version && record.entity === 'goal') intoHistory(record, version);
    }
    if (outcome === 'stale' && record.entity === 'goal' && !knownInHistory(record, held)) {
      intoHistory(record, record.version);
    }
    return version ? { outcome, held: version } : { outcome };
  });
  return { outcomes, changed: [...changed.values()], replaced: [...replaced.values()] };
}

/** At one instant a deletion wins; of other versions the first that came is kept, as of those in conflict. */
function knownInHistory({ key, version }: AddressedRecord, held: ReadonlyMap<string, Item>): boolean {
  const known = held.get(mapKey(goalVersionItem(key, version.recordedAt)));
  return known !== undefined && (version.content !== null || known['deleted'] !== undefined);
}

/** The version that is held, or will be once an earlier record of the group is written. */
function heldBefore(
  changed: AddressedRecord | undefined,
  item: Item | undefined,
): (HeldVersion & HeldBefore) | undefined {
  if (changed) return { ...changed.version, door: changed.arrival.door, author: changed.arrival.author };
  const recordedAt = textOf(item, 'recordedAt');
  if (recordedAt === undefined) return undefined;
  const arrival = arrivalIn(item);
  return {
    recordedAt,
    content: textOf(item, 'record') ?? null,
    door: arrival?.door,
    author: arrival?.author,
  };
}

function actions(
  table: string,
  changed: readonly AddressedRecord[],
  held: ReadonlyMap<string, Item>,
): TransactWriteItem[] {
  const puts = changed.map((record) => ({
    Put: { TableName: table, Item: recordItem(record), ...asSeen(held.get(mapKey(record.key))) },
  }));
  const ofGoals = changed.filter(({ entity }) => entity === 'goal').map(({ key }) => key.pk);
  const goalMarks = [...new Set(ofGoals)].map((pk) => {
    const Item = { ...keyOf(goalsMark(pk)), entity: text('has-goals') };
    return { Put: { TableName: table, Item } };
  });
  return [...puts, ...goalMarks];
}

/**
 * What a correction replaces stays, and so does a version that comes after its correction; but nothing takes
 * the place of a deletion.
 */
function historyPuts(table: string, replaced: readonly AddressedRecord[]): TransactWriteItem[] {
  return replaced.map((record) => ({
    Put: {
      TableName: table,
      Item: recordItem(record),
      ...(record.version.content !== null && { ConditionExpression: 'attribute_not_exists(deleted)' }),
    },
  }));
}

function markChecks(
  table: string,
  written: readonly AddressedRecord[],
  held: ReadonlyMap<string, Item>,
): TransactWriteItem[] {
  return [...new Set(written.map(({ key }) => key.pk))].map((pk) => {
    const mark = erasureMark(pk);
    return { ConditionCheck: { TableName: table, Key: keyOf(mark), ...asSeen(held.get(mapKey(mark))) } };
  });
}

/** The condition that an item is still the version that was read. */
function asSeen(item: Item | undefined) {
  if (!item) return { ConditionExpression: 'attribute_not_exists(pk)' };
  const deleted = item['deleted'] ? 'attribute_exists(deleted)' : 'attribute_not_exists(deleted)';
  return {
    ConditionExpression: `recordedAt = :seen AND ${deleted}`,
    ExpressionAttributeValues: { ':seen': item['recordedAt']! },
  };
}

const LOST_RACE = new Set(['ConditionalCheckFailed', 'TransactionConflict', 'None']);
const BUSY = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Whether reading and deciding again can help; any other reason is a defect and is thrown. */
function isLostRace(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
  return codes.every((code) => LOST_RACE.has(code) || BUSY.has(code));
}
