import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { namedCare } from '../access/named-care.ts';
import type { Arrival } from '../records/arrival.ts';
import { careIn } from './care-store.ts';
import { collect, getAll, type Item, keyOf, mapKey, queryAll, text, textOf } from './dynamodb.ts';
import { careItemOf } from './keys.ts';
import { asSeen } from './record-actions.ts';
import { factIn, recordItem } from './record-store.ts';

type Table = { client: DynamoDBClient; table: string };

/**
 * Lets the care that a session or a goal implies follow it to the client whom it is about. Where it came from, care
 * that nobody has said ends with the last session and goal of the therapist: who was named there by mistake does not
 * go on seeing a stranger. What somebody has said of care stays as it was said.
 *
 * @param moved the record as it was held before it was moved
 */
export async function letCareFollow(
  table: Table,
  moved: Item,
  toPk: string,
  arrival: Arrival,
): Promise<void> {
  const fact = factIn(moved);
  const named = fact && namedCare(fact);
  if (!named) return;
  await implyCare(table, moved, careItemOf(toPk, named.therapistId), named, arrival);
  await endImpliedCare(table, textOf(moved, 'pk')!, named.therapistId);
}

async function implyCare(
  { client, table }: Table,
  moved: Item,
  key: ReturnType<typeof careItemOf>,
  { therapistId, from }: { therapistId: string; from: string },
  arrival: Arrival,
): Promise<void> {
  const held = (await getAll(client, table, [key])).get(mapKey(key));
  const care = careIn(held);
  if (care && !(care.implied && from < care.from)) return;
  const content = JSON.stringify({ type: 'care', therapistId, from, until: null });
  const version = { recordedAt: textOf(moved, 'recordedAt')!, content };
  const Item = { ...recordItem({ key, entity: 'care', version, arrival }), implied: { BOOL: true } };
  await unlessChanged(client.send(new PutItemCommand({ TableName: table, Item, ...asSeen(held) })));
}

async function endImpliedCare({ client, table }: Table, pk: string, therapistId: string): Promise<void> {
  const items = await collect(
    queryAll(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': text(pk) },
    }),
  );
  const { sk } = careItemOf(pk, therapistId);
  const held = items.find((item) => textOf(item, 'sk') === sk);
  if (!held || !careIn(held)?.implied) return;
  const isNamed = items.some((item) => {
    const fact = item === held ? undefined : factIn(item);
    return fact !== undefined && namedCare(fact)?.therapistId === therapistId;
  });
  if (isNamed) return;
  const Key = keyOf({ pk, sk });
  await unlessChanged(client.send(new DeleteItemCommand({ TableName: table, Key, ...asSeen(held) })));
}

/** Whoever has said something of it meanwhile has said the later word. */
async function unlessChanged(write: Promise<unknown>): Promise<void> {
  await write.catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
}
