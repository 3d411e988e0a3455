import {
  type AttributeValue,
  BatchGetItemCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { StorageUnavailableError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { ItemKey } from '../keys/keys.ts';
import { BOUNDED_CALLS } from './bounded-calls.ts';
import { chunksOf, mapInFlight } from './in-flight.ts';
import { DEFAULT_RETRY, pauseBefore, type Waiting } from './retry.ts';
import { SigningHash } from './signing-hash.ts';

/** Items here hold text, a flag or a number; maps are kept as canonical JSON text. */
export type Item = Record<string, AttributeValue>;

const KEYS_PER_BATCH_GET = 100;
const BATCHES_IN_FLIGHT = 4;
/** What the SDK calls its part that logs. */
const LOGGER = 'loggerMiddleware';

/** How the line is called that says that another writer came first; metrics count it (infra/function-counts.ts). */
export const RACE_LOST = 'race lost';

/**
 * One client an execution environment: its connections are reused over invocations. It keeps no log of calls: the SDK would
 * copy all that is sent and received for a log that has nowhere to go, an eighth of the CPU of a release.
 *
 * @param log is told of each race that is lost, where there is one
 */
export function createDynamoDBClient(
  config: DynamoDBClientConfig = {},
  log?: Log,
): DynamoDBClient & Pick<Waiting, 'raceLost'> {
  const client = new DynamoDBClient({
    maxAttempts: 6,
    ...BOUNDED_CALLS,
    sha256: SigningHash,
    ...config,
  });
  client.middlewareStack.remove(LOGGER);
  return log ? Object.assign(client, { raceLost: () => log.info(RACE_LOST) }) : client;
}

export const text = (value: string): AttributeValue => ({ S: value });

export function keyOf({ pk, sk }: ItemKey): Item {
  return { pk: text(pk), sk: text(sk) };
}

/** The text of an attribute, undefined when it is absent. */
export function textOf(item: Item | undefined, name: string): string | undefined {
  return item?.[name]?.S;
}

export const mapKey = ({ pk, sk }: ItemKey) => `${pk}|${sk}`;
export const itemKeyOf = (item: Item): ItemKey => ({ pk: textOf(item, 'pk')!, sk: textOf(item, 'sk')! });
/** mapKey of an item. */
export const itemMapKey = (item: Item) => mapKey(itemKeyOf(item));

/**
 * Reads many items, strongly consistent, in as few calls as possible. Keys that DynamoDB leaves unprocessed
 * are asked for again: the SDK does not do that.
 *
 * @returns the items found, by mapKey
 */
export async function getAll(
  client: DynamoDBClient,
  table: string,
  keys: readonly ItemKey[],
): Promise<Map<string, Item>> {
  const found = new Map<string, Item>();
  const distinct = [...new Map(keys.map((key) => [mapKey(key), key])).values()]; // or it is refused
  await mapInFlight(BATCHES_IN_FLIGHT, chunksOf(distinct, KEYS_PER_BATCH_GET), async (chunk) => {
    let wanted: Item[] = chunk.map(keyOf);
    for (let attempt = 0; wanted.length > 0; attempt++) {
      if (attempt === DEFAULT_RETRY.attempts) throw new StorageUnavailableError('keys stay unprocessed');
      await pauseBefore(attempt, client);
      const request = { RequestItems: { [table]: { Keys: wanted, ConsistentRead: true } } };
      const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand(request));
      for (const item of Responses?.[table] ?? []) {
        found.set(mapKey({ pk: item['pk']!.S!, sk: item['sk']!.S! }), item);
      }
      wanted = UnprocessedKeys?.[table]?.Keys ?? [];
    }
  });
  return found;
}

/** Pages a query to its end, strongly consistent unless it says otherwise. */
export async function* queryAll(
  client: DynamoDBClient,
  query: Omit<QueryCommandInput, 'ExclusiveStartKey'>,
): AsyncGenerator<Item> {
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await client.send(new QueryCommand({ ConsistentRead: true, ...query, ExclusiveStartKey }));
    yield* page.Items ?? [];
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
}

/** All items of a partition whose sort key begins with a prefix. */
export function queryPrefix(
  client: DynamoDBClient,
  table: string,
  pk: string,
  prefix: string,
): AsyncGenerator<Item> {
  return queryAll(client, {
    TableName: table,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': text(pk), ':prefix': text(prefix) },
  });
}

/** Everything of a partition. */
export function itemsOfPartition(client: DynamoDBClient, table: string, pk: string): Promise<Item[]> {
  const KeyConditionExpression = 'pk = :pk';
  const ExpressionAttributeValues = { ':pk': text(pk) };
  return collect(queryAll(client, { TableName: table, KeyConditionExpression, ExpressionAttributeValues }));
}

/** Collects an async iterable. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
