import { isDeepStrictEqual } from 'node:util';
import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { utcSeconds, utcSortKey, utcText } from '../../records/time/instant.ts';
import { collect, getAll, type Item, keyOf, mapKey, queryPrefix, text, textOf } from '../aws/dynamodb.ts';
import { removeEndedVersions, versionOf } from '../held/version-history.ts';
import { erasureMark, type ItemKey, isVersion, recordOfVersion, versionsPrefix } from '../keys/keys.ts';
import { asSeen } from './record-actions.ts';

const NANOSECONDS_A_SECOND = 1_000_000_000n;

/**
 * Sets the clock of a record, or of an erasure, that was recorded ahead: to when it arrived, and to now where that
 * was not kept. Of a record all versions are looked at, and the one that is latest then is held: a correction that
 * had no effect takes effect. Written on condition that nothing has changed since it was read.
 *
 * @param ahead an item that itemsAhead has found to be recorded ahead
 * @param now RFC 3339
 * @throws TransactionCanceledException or ConditionalCheckFailedException when it has changed: try again
 */
export async function mendClock(
  client: DynamoDBClient,
  table: string,
  ahead: Item,
  now: string,
): Promise<void> {
  const { pk, sk } = { pk: textOf(ahead, 'pk')!, sk: textOf(ahead, 'sk')! };
  if (textOf(ahead, 'entity') !== 'erasure') {
    const record = { pk, sk: isVersion(sk) ? recordOfVersion(sk) : sk };
    await mendRecord(client, table, record, utcSortKey(now));
  } else if (sk === erasureMark(pk).sk) {
    const Item = { ...ahead, recordedAt: text(mended(ahead, utcSortKey(now))) };
    await client.send(new PutItemCommand({ TableName: table, Item, ...asSeen(ahead) }));
  } else {
    // That this erasure has come: nobody can send it again, as its clock is refused now.
    const Key = keyOf({ pk, sk });
    await client.send(new DeleteItemCommand({ TableName: table, Key, ...asSeen(ahead) }));
  }
}

async function mendRecord(client: DynamoDBClient, table: string, key: ItemKey, now: string) {
  const [current, earlier] = await Promise.all([
    getAll(client, table, [key]),
    collect(queryPrefix(client, table, key.pk, versionsPrefix(key.sk))),
  ]);
  const held = [...current.values()];
  const before = [...earlier, ...held];
  const after = inOrder(before.map((item) => mendedVersion(item, now)));
  const latest = after.at(-1)!;
  const items = [...after.slice(0, -1).map((item) => versionOf(asRecord(item, key))), asRecord(latest, key)];
  const itemOf = new Map(before.map((item) => [idOf(item), item]));
  const changed = items.filter((item) => !isDeepStrictEqual(item, itemOf.get(idOf(item))));
  const puts = changed.map((Item): TransactWriteItem => {
    return { Put: { TableName: table, Item, ...asSeen(itemOf.get(idOf(Item))) } };
  });
  const kept = new Set(items.map(idOf));
  const deletes = before
    .filter((item) => !kept.has(idOf(item)))
    .map((item): TransactWriteItem => {
      const Key = { pk: item['pk']!, sk: item['sk']! };
      return { Delete: { TableName: table, Key, ...asSeen(item) } };
    });
  await client.send(new TransactWriteItemsCommand({ TransactItems: [...puts, ...deletes] }));
  await removeEndedVersions(client, table, key);
}

/** A version as the record's own item; what happened, by which the index finds it, is in its content. */
function asRecord(item: Item, { pk, sk }: ItemKey): Item {
  const entity = textOf(item, 'entity')!.replace(/-version$/, '');
  const content = textOf(item, 'record');
  const { startedAt, at = startedAt } = content ? JSON.parse(content) : {};
  return {
    ...item,
    ...keyOf({ pk, sk }),
    entity: text(entity),
    ...(at !== undefined && { at: text(utcText(utcSeconds(at))) }),
  };
}

function mendedVersion(item: Item, now: string): Item {
  const recordedAt = mended(item, now);
  if (recordedAt === textOf(item, 'recordedAt')) return item;
  const { sentAt: _sentAt, record, ...rest } = item;
  const content = record && { ...JSON.parse(record.S!), recordedAt: spelled(recordedAt) };
  return { ...rest, recordedAt: text(recordedAt), ...(content && { record: text(JSON.stringify(content)) }) };
}

/** As it is, unless it is ahead: then its arrival, or now. */
function mended(item: Item, now: string): string {
  const recordedAt = textOf(item, 'recordedAt')!;
  if (recordedAt <= now) return recordedAt;
  const arrivedAt = textOf(item, 'arrivedAt');
  return arrivedAt !== undefined && arrivedAt <= now ? arrivedAt : now;
}

/** By their instants, each at one of its own: of what has the same, the one that was held is the later. */
function inOrder(items: readonly Item[]): Item[] {
  const sorted = items.toSorted((a, b) => compare(textOf(a, 'recordedAt')!, textOf(b, 'recordedAt')!));
  let last = '';
  return sorted.map((item) => {
    const recordedAt = textOf(item, 'recordedAt')!;
    last = recordedAt > last ? recordedAt : nanosecondAfter(last);
    return { ...item, recordedAt: text(last) };
  });
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function nanosecondAfter(sortKey: string): string {
  const nanoseconds = BigInt(utcSeconds(sortKey)) * NANOSECONDS_A_SECOND + BigInt(sortKey.slice(20, 29)) + 1n;
  const fraction = String(nanoseconds % NANOSECONDS_A_SECOND).padStart(9, '0');
  return `${utcText(Number(nanoseconds / NANOSECONDS_A_SECOND))}.${fraction}Z`;
}

/** As records spell an instant. */
const spelled = (sortKey: string) => sortKey.replace(/\.?0*Z$/, '+00:00');

const idOf = (item: Item) => mapKey({ pk: textOf(item, 'pk')!, sk: textOf(item, 'sk')! });
