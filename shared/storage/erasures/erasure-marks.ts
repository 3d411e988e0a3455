import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { StorageUnavailableError } from '../../errors.ts';
import { type ErasedUpTo, type Erasure, markOf } from '../../records/versions/version.ts';
import { getAll, type Item, keyOf, mapKey, text, textOf } from '../aws/dynamodb.ts';
import { DEFAULT_RETRY, waitBefore } from '../aws/retry.ts';
import { erasedUpToIn } from '../held/held-version.ts';
import type { Holdings } from '../held/holdings.ts';
import { mergesIn } from '../held/merged-clients.ts';
import { SCHEMA_VERSION } from '../held/record-store.ts';
import { erasureItem, erasureMark } from '../keys/keys.ts';
import { asSeen } from '../writing/record-actions.ts';

/** A client who is erased, by the key of his partition, and the table. */
export type ErasedClient = { client: DynamoDBClient; table: string; pk: string };

/** Whether an erasure has come for the client before, by the instant that it gives. */
export async function hasCome(
  { client, table, pk }: ErasedClient,
  { recordedAt }: ErasedUpTo,
): Promise<boolean> {
  return (await getAll(client, table, [erasureItem(pk, recordedAt)])).size > 0;
}

/** Notes that this erasure has come. @returns what was noted when it came first, if it has come before */
export async function noteFirst(
  { client, table, pk }: ErasedClient,
  erasure: Erasure,
  expiresAt: number,
): Promise<Item | undefined> {
  const key = erasureItem(pk, erasure.recordedAt);
  const Item = markItem(key, erasure, expiresAt);
  const ConditionExpression = 'attribute_not_exists(pk)';
  try {
    await client.send(new PutItemCommand({ TableName: table, Item, ConditionExpression }));
    return undefined;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return (await getAll(client, table, [key])).get(mapKey(key));
  }
}

/** Notes what an erasure is about to remove, for good or until the mark ends: whoever asks again is told the same. */
export async function note(
  { client, table, pk }: ErasedClient,
  erasure: Erasure,
  removed: Holdings,
  expiresAt?: number,
) {
  const key = erasureItem(pk, erasure.recordedAt);
  const Item = { ...markItem(key, erasure, expiresAt), removed: text(JSON.stringify(removed)) };
  await client.send(new PutItemCommand({ TableName: table, Item }));
}

/** What an erasure that has come before was about to remove, if it had got so far. */
export function removedIn(noted: Item | undefined): Holdings | undefined {
  const removed = textOf(noted, 'removed');
  return removed === undefined ? undefined : (JSON.parse(removed) as Holdings);
}

/** Raises the client's mark to an erasure; for good when something was held, and else until it ends. */
export async function raiseMark(
  { client, table, pk }: ErasedClient,
  erasure: Erasure,
  removedUpTo: string | undefined,
  expiresAt?: number,
): Promise<void> {
  const key = erasureMark(pk);
  for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
    await waitBefore(attempt, client);
    const held = (await getAll(client, table, [key])).get(mapKey(key));
    const mark = markOf(erasedUpToIn(held), erasure, removedUpTo);
    const isForGood = expiresAt === undefined || (held && held['expiresAt'] === undefined);
    const Item = { ...markItem(key, mark, isForGood ? undefined : expiresAt), ...mergesIn(held) };
    try {
      await client.send(new PutItemCommand({ TableName: table, Item, ...asSeen(held) }));
      return;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
  throw new StorageUnavailableError('an erasure lost every race for its mark');
}

/** When the client's mark ends by itself; nothing where it stays. */
export async function markEnd({ client, table, pk }: ErasedClient): Promise<{ markUntil?: string }> {
  const key = erasureMark(pk);
  const until = (await getAll(client, table, [key])).get(mapKey(key))?.['expiresAt']?.N;
  return until === undefined ? {} : { markUntil: new Date(Number(until) * 1000).toISOString() };
}

function markItem(key: { pk: string; sk: string }, mark: Erasure, expiresAt?: number): Item {
  return {
    ...keyOf(key),
    entity: text('erasure'),
    schemaVersion: { N: SCHEMA_VERSION },
    recordedAt: text(mark.recordedAt),
    arrivedAt: text(mark.arrivedAt),
    ...(mark.placedAt !== undefined && { placedAt: text(mark.placedAt) }),
    ...(expiresAt !== undefined && { expiresAt: { N: String(expiresAt) } }),
  };
}

/** An erasure that has come before, as it came then. */
export function firstArrivalOf({ recordedAt }: Erasure, noted: Item): Erasure {
  const placedAt = textOf(noted, 'placedAt');
  return {
    recordedAt,
    arrivedAt: textOf(noted, 'arrivedAt')!,
    ...(placedAt !== undefined && { placedAt }),
  };
}
