import { type DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { StorageUnavailableError } from '../../errors.ts';
import type { Arrival } from '../../records/arrival.ts';
import { getAll, type Item, itemsOfPartition, keyOf, mapKey, textOf } from '../aws/dynamodb.ts';
import { isLostRace } from '../aws/lost-race.ts';
import { DEFAULT_RETRY, waitBefore } from '../aws/retry.ts';
import { careIn, isUnsettled, mayFollow } from '../held/care-item.ts';
import { eventOf } from '../held/record-events.ts';
import { careItemOf } from '../keys/keys.ts';
import { asSeen } from '../writing/record-actions.ts';
import { careImpliedBy, putCareOf } from './derive-care.ts';
import { isRecordNaming, settledCare } from './settled-care.ts';

type Table = { client: DynamoDBClient; table: string };

/**
 * Brings care that nobody has said in line with the sessions and goals that are held (settled-care.ts), after one of
 * them has gone or names somebody else: whoever was named by mistake does not go on seeing a stranger. It also begins
 * where a record implies it and none is held.
 *
 * It reads everything of the client, and looks again after it has written: a record may have come meanwhile.
 */
export async function settleCare(table: Table, pk: string, therapistId: string): Promise<void> {
  const key = careItemOf(pk, therapistId);
  for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
    await waitBefore(attempt, table.client);
    const known = (await getAll(table.client, table.table, [key])).get(mapKey(key));
    if (known && !mayFollow(known) && !isUnsettled(known)) return;
    const items = await itemsOfPartition(table.client, table.table, pk);
    const held = items.find((item) => textOf(item, 'sk') === key.sk);
    const write = held ? correctionOf(table, held, items) : beginningOf(table, therapistId, items);
    if (!write) return;
    await write();
  }
  throw new StorageUnavailableError('care lost every race for what it follows from');
}

/** What has to be written of care that is held; nothing where it is as the records have it. */
function correctionOf(
  { client, table }: Table,
  held: Item,
  items: readonly Item[],
): (() => Promise<void>) | undefined {
  const settled = settledCare(held, items);
  if (settled === held) return undefined;
  const Key = keyOf({ pk: textOf(held, 'pk')!, sk: textOf(held, 'sk')! });
  const seen = { TableName: table, ...asSeen(held) };
  const change = settled ? { Put: { Item: settled, ...seen } } : { Delete: { Key, ...seen } };
  const events = whatBecame(held, settled).map((Item) => ({ Put: { TableName: table, Item } }));
  return () =>
    unlessChanged(client.send(new TransactWriteItemsCommand({ TransactItems: [change, ...events] })));
}

/** For its history: care that has lapsed leaves how it had begun, and what had gone on says that it has ended. */
function whatBecame(held: Item, settled: Item | undefined): Item[] {
  const cause = causeOf(held);
  const { implied, from, again, arrival } = careIn(held)!;
  const key = { pk: textOf(held, 'pk')!, sk: textOf(held, 'sk')! };
  const hasEnded = settled === undefined || (again !== undefined && careIn(settled)!.again === undefined);
  const ended = hasEnded && cause ? [eventOf(held, key, { what: 'ended' }, cause)] : [];
  if (settled || !implied || !arrival) return ended;
  return [eventOf(held, key, { what: 'began', from }, arrival), ...ended];
}

/** How that came which took a record away; unknown where nothing has said so. */
function causeOf(held: Item): Arrival | undefined {
  const unsettled = textOf(held, 'unsettled');
  return unsettled === undefined ? undefined : (JSON.parse(unsettled) as Arrival);
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

/** Whoever has changed it meanwhile is seen at the next look. */
async function unlessChanged(write: Promise<unknown>): Promise<void> {
  await write.catch((error: unknown) => {
    if (!isLostRace(error)) throw error;
  });
}
