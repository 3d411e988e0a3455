import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { StorageUnavailableError } from '../errors.ts';
import { utcSeconds } from '../records/instant.ts';
import { isAhead } from '../records/plausible-times.ts';
import { type ErasedUpTo, markOf } from '../records/version.ts';
import { collect, getAll, type Item, keyOf, mapKey, queryAll, text, textOf } from './dynamodb.ts';
import { erasedUpToIn } from './held-version.ts';
import { type Holdings, holdingsIn } from './holdings.ts';
import { mapInFlight } from './in-flight.ts';
import { EMPTY_ERASURE_DAYS } from './kept-days.ts';
import { type ClientKey, clientPk, erasureItem, erasureMark, goalsMark, isMark } from './keys.ts';
import { asSeen } from './record-actions.ts';
import { SCHEMA_VERSION } from './record-store.ts';
import { DEFAULT_RETRY, waitBefore } from './retry.ts';

const DELETES_IN_FLIGHT = 8;

/** What an erasure has removed, and when the mark ends that it left: never, where something was held. */
export type Erased = { removed: Holdings; markUntil?: string };

/**
 * Removes everything of one client that is held, whatever its instant, and for good: tombstones too, as they
 * hold ids. The mark comes first, and every write checks it, so nothing older can slip in behind. The same
 * erasure again removes only what it should have removed the first time, so a crash half-way is finished by the
 * retry. Views follow by the stream.
 *
 * @param erasure its instants by both clocks, as utcSortKey
 */
export async function eraseClient(
  client: DynamoDBClient,
  table: string,
  owner: ClientKey,
  erasure: Required<ErasedUpTo>,
): Promise<Erased> {
  const pk = clientPk(owner);
  const marks = { client, table, pk };
  const expiresAt = utcSeconds(erasure.arrivedAt) + EMPTY_ERASURE_DAYS * 86_400;
  const first = await firstArrival(marks, erasure, expiresAt);
  const known = first !== undefined;
  const own = { ...erasure, arrivedAt: first ?? erasure.arrivedAt };
  await raiseMark(marks, own, undefined, expiresAt);
  const items = await collect(
    queryAll(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': text(pk) },
    }),
  );
  const doomed = items.filter((item) => !isMark(textOf(item, 'sk')!) && isReached(item, own, known));
  if (doomed.length === 0) return { removed: {}, ...(await markEnd(marks)) };
  const ahead = (item: Item) => isAhead(textOf(item, 'recordedAt')!, own.arrivedAt);
  const instants = doomed.filter((item) => !ahead(item)).map((item) => textOf(item, 'recordedAt')!);
  await raiseMark(marks, own, instants.toSorted().at(-1));
  const removed = [...doomed, ...goalsMarkToRemove(items, doomed, pk)];
  await mapInFlight(DELETES_IN_FLIGHT, removed, (item) => remove(client, table, item));
  return { removed: holdingsIn(doomed) };
}

/** The mark that tells of goals goes with the last of them; a goal that comes meanwhile has marked its client anew. */
function goalsMarkToRemove(items: readonly Item[], doomed: readonly Item[], pk: string): Item[] {
  const isGoal = (item: Item) => textOf(item, 'entity') === 'goal';
  if (items.filter(isGoal).length > doomed.filter(isGoal).length) return [];
  const { sk } = goalsMark(pk);
  return items.filter((item) => textOf(item, 'sk') === sk);
}

type Marks = { client: DynamoDBClient; table: string; pk: string };

/** Notes that this erasure has come. @returns when it came first, if it has come before */
async function firstArrival(
  { client, table, pk }: Marks,
  { recordedAt, arrivedAt }: Required<ErasedUpTo>,
  expiresAt: number,
): Promise<string | undefined> {
  const key = erasureItem(pk, recordedAt);
  const Item = markItem(key, { recordedAt, arrivedAt }, expiresAt);
  const ConditionExpression = 'attribute_not_exists(pk)';
  try {
    await client.send(new PutItemCommand({ TableName: table, Item, ConditionExpression }));
    return undefined;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return textOf((await getAll(client, table, [key])).get(mapKey(key)), 'arrivedAt');
  }
}

/** Raises the client's mark to an erasure; for good when something was held, and else until it ends. */
async function raiseMark(
  { client, table, pk }: Marks,
  erasure: Required<ErasedUpTo>,
  removedUpTo: string | undefined,
  expiresAt?: number,
): Promise<void> {
  const key = erasureMark(pk);
  for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
    await waitBefore(attempt);
    const held = (await getAll(client, table, [key])).get(mapKey(key));
    const mark = markOf(erasedUpToIn(held), erasure, removedUpTo);
    const isForGood = expiresAt === undefined || (held && held['expiresAt'] === undefined);
    const Item = markItem(key, mark, isForGood ? undefined : expiresAt);
    try {
      await client.send(new PutItemCommand({ TableName: table, Item, ...asSeen(held) }));
      if (!isForGood) return;
      // What is kept for good needs to know for good that this erasure has come.
      const noted = markItem(erasureItem(pk, erasure.recordedAt), erasure);
      await client.send(new PutItemCommand({ TableName: table, Item: noted }));
      return;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
  throw new StorageUnavailableError('an erasure lost every race for its mark');
}

async function markEnd({ client, table, pk }: Marks): Promise<{ markUntil?: string }> {
  const key = erasureMark(pk);
  const until = (await getAll(client, table, [key])).get(mapKey(key))?.['expiresAt']?.N;
  return until === undefined ? {} : { markUntil: new Date(Number(until) * 1000).toISOString() };
}

function markItem(key: { pk: string; sk: string }, mark: Required<ErasedUpTo>, expiresAt?: number): Item {
  return {
    ...keyOf(key),
    entity: text('erasure'),
    schemaVersion: { N: SCHEMA_VERSION },
    recordedAt: text(mark.recordedAt),
    arrivedAt: text(mark.arrivedAt),
    ...(expiresAt !== undefined && { expiresAt: { N: String(expiresAt) } }),
  };
}

/**
 * Whether an erasure removes an item: recorded up to it, or there when it came. What came with it, in one batch,
 * comes after it; so a repetition leaves that, as it leaves all that has come since.
 */
function isReached(item: Item, erasure: Required<ErasedUpTo>, isKnown: boolean): boolean {
  const arrivedAt = textOf(item, 'arrivedAt');
  if (textOf(item, 'recordedAt')! <= erasure.recordedAt || arrivedAt === undefined) return true;
  return isKnown ? arrivedAt < erasure.arrivedAt : arrivedAt <= erasure.arrivedAt;
}

/** Removes an item unless a later version has taken its place. */
async function remove(client: DynamoDBClient, table: string, item: Item) {
  const Key = { pk: item['pk']!, sk: item['sk']! };
  const deletion = new DeleteItemCommand({ TableName: table, Key, ...asSeen(item) });
  await client.send(deletion).catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
}
