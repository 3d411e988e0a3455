import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { collect, type Item, keyOf, queryAll, text, textOf } from './dynamodb.ts';
import { mapInFlight } from './in-flight.ts';
import { type ClientKey, clientPk, erasureMark, isMark } from './keys.ts';
import { SCHEMA_VERSION } from './record-store.ts';

const DELETES_IN_FLIGHT = 8;

/**
 * Removes everything of one client that was recorded at or before an instant, for good: tombstones too, as
 * they hold ids. The mark comes first, and every write checks it, so nothing older can slip in behind; a
 * crash half-way is finished by the retry. Views follow by the stream.
 *
 * @param recordedAt the erasure's instant as utcSortKey
 * @returns how many items were removed
 */
export async function eraseClient(
  client: DynamoDBClient,
  table: string,
  owner: ClientKey,
  recordedAt: string,
): Promise<number> {
  await mark(client, table, owner, recordedAt);
  const items = await collect(
    queryAll(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ProjectionExpression: 'pk, sk, recordedAt',
      ExpressionAttributeValues: { ':pk': text(clientPk(owner)) },
    }),
  );
  const erased = items.filter(
    (item) => !isMark(textOf(item, 'sk')!) && textOf(item, 'recordedAt')! <= recordedAt,
  );
  await mapInFlight(DELETES_IN_FLIGHT, erased, (item) => remove(client, table, item, recordedAt));
  return erased.length;
}

/** Sets the mark unless a later one stands. */
async function mark(client: DynamoDBClient, table: string, owner: ClientKey, recordedAt: string) {
  const put = new PutItemCommand({
    TableName: table,
    Item: {
      ...keyOf(erasureMark(clientPk(owner))),
      entity: text('erasure'),
      schemaVersion: { N: SCHEMA_VERSION },
      recordedAt: text(recordedAt),
    },
    ConditionExpression: 'attribute_not_exists(pk) OR recordedAt < :recordedAt',
    ExpressionAttributeValues: { ':recordedAt': text(recordedAt) },
  });
  await client.send(put).catch(ignoreFailedCondition);
}

/** Removes an item unless a later version has taken its place. */
async function remove(client: DynamoDBClient, table: string, item: Item, recordedAt: string) {
  const deletion = new DeleteItemCommand({
    TableName: table,
    Key: { pk: item['pk']!, sk: item['sk']! },
    ConditionExpression: 'recordedAt <= :recordedAt',
    ExpressionAttributeValues: { ':recordedAt': text(recordedAt) },
  });
  await client.send(deletion).catch(ignoreFailedCondition);
}

function ignoreFailedCondition(error: unknown): void {
  if (!(error instanceof ConditionalCheckFailedException)) throw error;
}
