import {
  type DynamoDBClient,
  ScanCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { type Item, keyOf, mapKey, text, textOf } from '../aws/dynamodb.ts';
import { mapInFlight } from '../aws/in-flight.ts';
import { careIn } from '../held/care-item.ts';
import { arrivalIn, factIn, namedCareIn, recordItem } from '../held/record-store.ts';
import { careItemOf, type ItemKey } from '../keys/keys.ts';
import { IMPLYING, impliedCare } from '../writing/care-decisions.ts';

const WRITES_IN_FLIGHT = 8;

/** What was found: care that follows from what is held and is not there yet, and how much of it was written. */
export type DerivedCare = { missing: number; written: number };

/**
 * Writes the care that follows from the sessions and goals that are held, for a table from before care was kept:
 * of those that the clinic reported, and of those of which nobody knows any more how they came. It reads the whole
 * table, changes no care that is there, and may be run again.
 *
 * @param write false: only counts
 */
export async function deriveCare(
  client: DynamoDBClient,
  table: string,
  { write }: { write: boolean },
): Promise<DerivedCare> {
  const implied = new Map<string, { care: ItemKey; item: Item; record: Item }>();
  const held = new Set<string>();
  for await (const item of everything(client, table)) {
    const key = { pk: textOf(item, 'pk')!, sk: textOf(item, 'sk')! };
    if (careIn(item) && key.sk === careItemOf(key.pk, careIn(item)!.therapistId).sk) held.add(mapKey(key));
    const care = careImpliedBy(item);
    if (!care) continue;
    const known = implied.get(mapKey(care.care));
    if (!known || textOf(care.item, 'record')! < textOf(known.item, 'record')!) {
      implied.set(mapKey(care.care), care);
    }
  }
  const missing = [...implied].filter(([id]) => !held.has(id)).map(([, care]) => care);
  if (!write) return { missing: missing.length, written: 0 };
  const written = await mapInFlight(WRITES_IN_FLIGHT, missing, ({ item, record }) =>
    putCareOf(client, table, item, record),
  );
  return { missing: missing.length, written: written.filter(Boolean).length };
}

/** The care that one item implies, as an item; undefined where it implies none. Versions that were replaced do not. */
export function careImpliedBy(item: Item): { care: ItemKey; item: Item; record: Item } | undefined {
  const key = { pk: textOf(item, 'pk')!, sk: textOf(item, 'sk')! };
  const [fact, arrival] = [factIn(item), arrivalIn(item)];
  const named = /^(SESSION|GOAL)#/.test(key.sk) ? namedCareIn(item) : undefined;
  if (!named || (arrival && !IMPLYING.has(arrival.door))) return undefined;
  const version = { recordedAt: textOf(item, 'recordedAt')!, content: null };
  const came = arrival ?? { door: 'file' as const, at: fact!.recordedAt };
  const {
    door: _door,
    arrivedAt: _arrivedAt,
    ...written
  } = recordItem(impliedCare({ key, version, arrival: came }, named));
  // How it came stays unsaid where nobody knows it.
  const how: Item = arrival ? { arrivedAt: item['arrivedAt']!, door: text(arrival.door) } : {};
  const { under } = item;
  return {
    care: careItemOf(key.pk, named.therapistId),
    item: { ...written, ...how, ...(under && { under }) },
    record: item,
  };
}

async function* everything(client: DynamoDBClient, table: string): AsyncGenerator<Item> {
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey }),
    );
    yield* page.Items ?? [];
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
}

/** Writes care where none is, as long as the record is there that it follows from: an erasure takes both. */
export async function putCareOf(
  client: DynamoDBClient,
  table: string,
  item: Item,
  record: Item,
): Promise<boolean> {
  const TransactItems = [
    { Put: { TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' } },
    {
      ConditionCheck: {
        TableName: table,
        Key: keyOf({ pk: textOf(record, 'pk')!, sk: textOf(record, 'sk')! }),
        ConditionExpression: '#record = :record',
        ExpressionAttributeNames: { '#record': 'record' },
        ExpressionAttributeValues: { ':record': record['record']! },
      },
    },
  ];
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems }));
    return true;
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    return false;
  }
}
