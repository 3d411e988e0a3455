import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { namedCare } from '../access/named-care.ts';
import type { Arrival } from '../records/arrival.ts';
import { careIn } from './care-store.ts';
import { getAll, type Item, mapKey, text, textOf } from './dynamodb.ts';
import { careItemOf } from './keys.ts';
import { asSeen } from './record-actions.ts';
import { factIn, recordItem } from './record-store.ts';
import { settleCare } from './settle-care.ts';

type Table = { client: DynamoDBClient; table: string };

/**
 * Lets the care that a session or a goal implies follow it to the client whom it is about, and settles what it leaves
 * behind (settle-care.ts). What somebody has said of care stays as it was said.
 *
 * @param moved the record as it was held before it was moved
 * @param to its place now, and what it says of the id that it is under there
 */
export async function letCareFollow(
  table: Table,
  moved: Item,
  to: { pk: string; under: string | undefined },
  arrival: Arrival,
): Promise<void> {
  const fact = factIn(moved);
  const named = fact && namedCare(fact);
  if (!named) return;
  await implyCare(table, moved, to, named, arrival);
  await settleCare(table, textOf(moved, 'pk')!, named.therapistId);
}

async function implyCare(
  { client, table }: Table,
  moved: Item,
  { pk, under }: { pk: string; under: string | undefined },
  { therapistId, from }: { therapistId: string; from: string },
  arrival: Arrival,
): Promise<void> {
  const key = careItemOf(pk, therapistId);
  const held = (await getAll(client, table, [key])).get(mapKey(key));
  const care = careIn(held);
  if (care && !(care.implied && from < care.from)) return;
  const content = JSON.stringify({ type: 'care', therapistId, from, until: null });
  const version = { recordedAt: textOf(moved, 'recordedAt')!, content };
  const Item = {
    ...recordItem({ key, entity: 'care', version, arrival, implied: true }),
    ...(under !== undefined && { under: text(under) }),
  };
  await unlessChanged(client.send(new PutItemCommand({ TableName: table, Item, ...asSeen(held) })));
}

/** Whoever has said something of it meanwhile has said the later word. */
async function unlessChanged(write: Promise<unknown>): Promise<void> {
  await write.catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
}
