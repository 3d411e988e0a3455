import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { StorageUnavailableError } from '../errors.ts';
import type { UndoFate } from '../imports/undo-account.ts';
import type { Arrival } from '../records/arrival.ts';
import { utcSortKey } from '../records/time/instant.ts';
import { collect, getAll, type Item, keyOf, mapKey, queryPrefix, textOf } from './aws/dynamodb.ts';
import { isLostRace } from './aws/lost-race.ts';
import { DEFAULT_RETRY, waitBefore } from './aws/retry.ts';
import { settleCare } from './care/settle-care.ts';
import { careIn } from './held/care-item.ts';
import { erasedUpToIn, isErasedItem } from './held/held-version.ts';
import { mergeChain } from './held/merged-clients.ts';
import { eventOf, happeningIn, undoneWord } from './held/record-events.ts';
import { asHeldBy, isIdentified } from './held/record-identity.ts';
import { namedCareIn } from './held/record-store.ts';
import { isOfImport } from './held/said-again.ts';
import { type Undoing, undoingOf } from './held/undoing.ts';
import {
  careItemOf,
  clientPk,
  erasureMark,
  eventItem,
  type ItemKey,
  identityItem,
  parseClientPk,
  versionsPrefix,
} from './keys/keys.ts';
import { asSeen, unsettling } from './writing/record-actions.ts';

/** Which import is undone, and how that was said. */
export type Undo = { importName: string; arrival: Arrival };

/** What has become of a record; with the own instant of the last version that the import had brought, where it had. */
export type TakenBack = { fate: UndoFate; instant?: string };

export type TakingBack = ReturnType<typeof createTakingBack>;

type Table = { client: DynamoDBClient; table: string };

/**
 * Undoes what an import has made of records, one by one: undoing.ts says what. It may be done again, by several at once and after a
 * crash: what has become of a record when it was taken back is noted beside it, and told again.
 */
export function createTakingBack(client: DynamoDBClient, table: string) {
  const at = { client, table };
  return {
    /** What would become of a record if the import were undone now. */
    async foresee(record: ItemKey, importName: string): Promise<TakenBack> {
      return told(planOf(await read(at, record), importName));
    },

    /**
     * Takes back what the import has made of a client's records.
     *
     * @param records keys, all of one client; he may have been merged into another since
     * @returns what has become of each, by its place
     */
    async takeBack(records: readonly ItemKey[], undo: Undo): Promise<TakenBack[]> {
      const named = new Map<string, { pk: string; therapistId: string }>();
      const taken: TakenBack[] = [];
      // One after the other: transactions about one client would only be in each other's way.
      for (const record of records) {
        const { therapists, pk, ...one } = await takeBackOne(at, record, undo);
        taken.push(one);
        for (const therapistId of therapists)
          named.set(mapKey(careItemOf(pk, therapistId)), { pk, therapistId });
      }
      for (const { pk, therapistId } of named.values()) await settleCare(at, pk, therapistId);
      return taken;
    },
  };
}

type Read = {
  key: ItemKey;
  chain: Awaited<ReturnType<typeof mergeChain>>;
  held: Item | undefined;
  identity: Item | undefined;
  versions: Item[];
  /** What was noted when this undoing took the record back before. */
  event: Item | undefined;
  /** Where the record is that was moved away from here. */
  moved: Item | undefined;
};

async function read({ client, table }: Table, record: ItemKey, undo?: Undo): Promise<Read> {
  const chain = await mergeChain(client, table, parseClientPk(record.pk));
  const key = { pk: clientPk(chain.at(-1)!.owner), sk: record.sk };
  const event = undo && eventKeyOf(key, undo);
  const [seen, versions] = await Promise.all([
    getAll(client, table, [key, identityItem(key), ...(event ? [event] : [])]),
    collect(queryPrefix(client, table, key.pk, versionsPrefix(key.sk))),
  ]);
  const held = seen.get(mapKey(key));
  const movedTo = textOf(held, 'movedTo');
  const there = movedTo && { ...key, pk: clientPk({ ...parseClientPk(key.pk), client: movedTo }) };
  return {
    ...{ key, chain, held, versions },
    identity: seen.get(mapKey(identityItem(key))),
    event: event && seen.get(mapKey(event)),
    moved: there ? (await getAll(client, table, [there])).get(mapKey(there)) : undefined,
  };
}

const eventKeyOf = (key: ItemKey, { importName, arrival }: Undo) =>
  eventItem(key, utcSortKey(arrival.at), undoneWord(importName));

/** What an erasure has reached is no longer there, though it may not have been removed yet. */
function planOf({ chain, held, versions, moved }: Read, importName: string): Undoing {
  const erasure = erasedUpToIn(chain[0]!.mark);
  const isThere = (item: Item) => !erasure || !isErasedItem(item, erasure);
  const there = held && isThere(held) ? held : undefined;
  const undoing = undoingOf(there, versions.filter(isThere), importName);
  if (undoing) return undoing;
  const fateOf = (): UndoFate => {
    if (!there) return erasure ? 'erased' : 'untouched';
    if (there['movedTo'] !== undefined) return isOfImport(moved, importName) ? 'moved' : 'untouched';
    return there['deleted'] === undefined ? 'untouched' : 'deleted';
  };
  return { fate: fateOf(), history: [] };
}

const told = ({ fate, instant }: Pick<Undoing, 'fate' | 'instant'>): TakenBack => ({
  fate,
  ...(instant !== undefined && { instant }),
});

async function takeBackOne(
  at: Table,
  record: ItemKey,
  undo: Undo,
): Promise<TakenBack & { pk: string; therapists: string[] }> {
  for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
    await waitBefore(attempt, at.client);
    const found = await read(at, record, undo);
    const plan = planOf(found, undo.importName);
    const therapists = therapistsIn([found.held, plan.held]);
    const done = { pk: found.key.pk, therapists };
    const before = found.event && happeningIn(found.event);
    const isChange = plan.held !== undefined || plan.history.length > 0;
    if (!isChange) return { ...done, ...told(before?.what === 'undone' ? before : plan) };
    try {
      await at.client.send(
        new TransactWriteItemsCommand({ TransactItems: await actionsOf(at, found, plan, undo) }),
      );
    } catch (error) {
      if (!isLostRace(error)) throw error;
      continue;
    }
    for (const { seen, next } of plan.history) await outOfHistory(at, seen, next);
    return { ...done, ...told(before?.what === 'undone' ? before : plan) };
  }
  throw new StorageUnavailableError('the end of an import lost every race for a record');
}

/** One transaction: what is held, who holds its id, what is noted of it; and no erasure or merge comes between. */
async function actionsOf(
  { client, table }: Table,
  { key, chain, held, identity, event }: Read,
  { fate, instant, held: next, again, history }: Undoing,
  { importName, arrival }: Undo,
): Promise<TransactWriteItem[]> {
  const put = (Item: Item, condition: object) => ({ Put: { TableName: table, Item, ...condition } });
  const remove = (item: Item, condition: object) => ({
    Delete: { TableName: table, Key: { pk: item['pk']!, sk: item['sk']! }, ...condition },
  });
  const own = parseClientPk(key.pk).client;
  const loses = next !== undefined && (next === null || next['record'] === undefined);
  const frees =
    loses && isIdentified({ entity: textOf(held, 'entity') ?? '' }) && textOf(identity, 'client') === own;
  const leaves = next === undefined || fate === 'said-again' ? undefined : namedCareIn(held);
  const careKey = leaves && careItemOf(key.pk, leaves.therapistId);
  const care = careKey && (await getAll(client, table, [careKey])).get(mapKey(careKey));
  const brought = held ?? history[0]?.seen ?? {};
  const noted = { what: 'undone', import: importName, instant: instant ?? '', fate } as const;
  return [
    ...(next ? [put(next, asSeen(held))] : []),
    ...(next === null ? [remove(held!, asSeen(held))] : []),
    ...(again ? [remove(again, asSeen(again))] : []),
    ...(frees ? [remove(identity!, asHeldBy(identity))] : []),
    ...(instant !== undefined && !event ? [put(eventOf(brought, key, noted, arrival), {})] : []),
    ...(careKey ? [unsettling(table, careKey, care, arrival)] : []),
    ...chain.map(({ owner, mark }) => ({
      ConditionCheck: { TableName: table, Key: keyOf(erasureMark(clientPk(owner))), ...asSeen(mark) },
    })),
  ];
}

/** A version never changes: whoever has taken it away meanwhile has done the same, or erased it. */
async function outOfHistory({ client, table }: Table, seen: Item, next: Item | undefined): Promise<void> {
  const Key = { pk: seen['pk']!, sk: seen['sk']! };
  const write = next
    ? client.send(new PutItemCommand({ TableName: table, Item: next, ...asSeen(seen) }))
    : client.send(new DeleteItemCommand({ TableName: table, Key, ...asSeen(seen) }));
  await write.catch((error: unknown) => {
    if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
  });
}

/** Whom items name as caring for the client, or say to. */
function therapistsIn(items: readonly (Item | null | undefined)[]): string[] {
  const named = items.flatMap((item) => {
    if (!item) return [];
    return [careIn(item)?.therapistId ?? namedCareIn(item)?.therapistId];
  });
  return [...new Set(named.filter((therapistId) => therapistId !== undefined))];
}
