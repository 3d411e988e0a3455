import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { namedCare } from '../access/named-care.ts';
import { StorageUnavailableError } from '../errors.ts';
import { careIn } from './care-store.ts';
import { careImpliedBy, putCareOf } from './derive-care.ts';
import { collect, getAll, type Item, keyOf, mapKey, queryAll, text, textOf } from './dynamodb.ts';
import { careItemOf, isVersion, recordOfVersion } from './keys.ts';
import { asSeen } from './record-actions.ts';
import { factIn } from './record-store.ts';
import { DEFAULT_RETRY, waitBefore } from './retry.ts';

type Table = { client: DynamoDBClient; table: string };

/**
 * Brings care that nobody has said in line with the sessions and goals that are held, after one of them has gone or
 * names somebody else: whoever was named by mistake does not go on seeing a stranger. Implied care ends with the last
 * record that names the therapist, and begins where a record implies it and none is held; care that had ended and
 * went on because of a record ends again without it. What somebody has said of care stays as it was said.
 *
 * It reads everything of the client, and looks again after it has written: a record may have come meanwhile.
 */
export async function settleCare(table: Table, pk: string, therapistId: string): Promise<void> {
  const key = careItemOf(pk, therapistId);
  for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
    await waitBefore(attempt);
    const known = (await getAll(table.client, table.table, [key])).get(mapKey(key));
    if (known && !mayFollow(known)) return;
    const items = await everythingOf(table, pk);
    const held = items.find((item) => textOf(item, 'sk') === key.sk);
    const write = held ? correctionOf(table, held, items) : beginningOf(table, therapistId, items);
    if (!write) return;
    await write();
  }
  throw new StorageUnavailableError('care lost every race for what it follows from');
}

/** Whether an item of care depends on records: it is implied, or goes on after its end. */
function mayFollow(item: Item): boolean {
  const care = careIn(item);
  return care !== undefined && (care.implied || care.again !== undefined);
}

/** What has to be written of care that is held; nothing where it is as the records have it. */
function correctionOf(
  { client, table }: Table,
  held: Item,
  items: readonly Item[],
): (() => Promise<void>) | undefined {
  if (!mayFollow(held)) return undefined;
  const { therapistId, implied, until, again } = careIn(held)!;
  const naming = items.filter((item) => isRecordNaming(item, therapistId));
  if (implied) {
    if (naming.length > 0) return undefined;
    const Key = keyOf({ pk: textOf(held, 'pk')!, sk: textOf(held, 'sk')! });
    return () =>
      unlessChanged(client.send(new DeleteItemCommand({ TableName: table, Key, ...asSeen(held) })));
  }
  const ended = textOf(held, 'arrivedAt') ?? '';
  const next = naming
    .filter((item) => careImpliedBy(item) !== undefined)
    .map((item) => ({ from: namedCare(factIn(item)!)!.from, said: firstSaid(item, items) }))
    // Of what came at once with the end, only the record that care went on with came after it, as far as is known.
    .filter(({ from, said }) => said > ended || (said === ended && from === again))
    .map(({ from }) => from)
    .filter((from) => until !== null && from > until)
    .toSorted()[0];
  if (next !== undefined && next <= again!) return undefined;
  const { again: _again, ...said } = held;
  const Item = { ...said, ...(next !== undefined && { again: text(next) }) };
  return () => unlessChanged(client.send(new PutItemCommand({ TableName: table, Item, ...asSeen(held) })));
}

function beginningOf(
  { client, table }: Table,
  therapistId: string,
  items: readonly Item[],
): (() => Promise<void>) | undefined {
  const [first] = items
    .filter((item) => isRecordNaming(item, therapistId))
    .flatMap((record) => careImpliedBy(record) ?? [])
    .toSorted((a, b) => (careIn(a.item)!.from < careIn(b.item)!.from ? -1 : 1));
  if (!first) return undefined;
  return async () => {
    await putCareOf(client, table, first.item, first.record);
  };
}

function isRecordNaming(item: Item, therapistId: string): boolean {
  const fact = isVersion(textOf(item, 'sk')!) ? undefined : factIn(item);
  return fact !== undefined && namedCare(fact)?.therapistId === therapistId;
}

/** When a record first said what it says of care: a correction of something else says nothing new. */
function firstSaid(record: Item, items: readonly Item[]): string {
  const named = namedCare(factIn(record)!)!;
  const arrivals = items
    .filter((item) => {
      const sk = textOf(item, 'sk')!;
      const fact = factIn(item);
      if (!fact || (isVersion(sk) ? recordOfVersion(sk) : sk) !== textOf(record, 'sk')) return false;
      const was = namedCare(fact);
      return was?.therapistId === named.therapistId && was.from === named.from;
    })
    .map((item) => textOf(item, 'arrivedAt') ?? '');
  return arrivals.toSorted()[0] ?? '';
}

function everythingOf({ client, table }: Table, pk: string): Promise<Item[]> {
  return collect(
    queryAll(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': text(pk) },
    }),
  );
}

/** Whoever has changed it meanwhile is seen at the next look. */
async function unlessChanged(write: Promise<unknown>): Promise<void> {
  await write.catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
}
