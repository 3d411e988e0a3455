import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Arrival } from '../../records/arrival.ts';
import { getAll, type Item, mapKey, text, textOf } from '../aws/dynamodb.ts';
import { careIn } from '../held/care-item.ts';
import { namedCareIn, recordItem } from '../held/record-store.ts';
import { careItemOf } from '../keys/keys.ts';
import { IMPLYING } from '../writing/care-decisions.ts';
import { asSeen, unsettling } from '../writing/record-actions.ts';

type Table = { client: DynamoDBClient; table: string };

/**
 * What a move's transaction writes of care: what a session or a goal implies follows it to the client whom it is about,
 * and what it leaves behind is to be settled (settle-care.ts). What somebody has said of care stays as it was said.
 *
 * @param moved the record as it is held before it is moved
 * @param to its place then, and what it says of the id that it is under there
 */
export async function careOfMoved(
  { client, table }: Table,
  moved: Item,
  to: { pk: string; under: string | undefined },
  arrival: Arrival,
): Promise<TransactWriteItem[]> {
  const named = namedCareIn(moved);
  if (!named) return [];
  const { therapistId, from } = named;
  const [left, entered] = [careItemOf(textOf(moved, 'pk')!, therapistId), careItemOf(to.pk, therapistId)];
  const seen = await getAll(client, table, [left, entered]);
  const there = seen.get(mapKey(entered));
  const settling = unsettling(table, left, seen.get(mapKey(left)), arrival);
  // What a therapist moves herself says nothing of care, as what she writes does not.
  if (!IMPLYING.has(arrival.door)) return [settling];
  const care = careIn(there);
  if (care && !(care.implied && from < care.from)) return [settling];
  const content = JSON.stringify({ type: 'care', therapistId, from, until: null });
  const version = { recordedAt: textOf(moved, 'recordedAt')!, content };
  const Item = {
    ...recordItem({ key: entered, entity: 'care', version, arrival, implied: true }),
    ...(to.under !== undefined && { under: text(to.under) }),
  };
  return [settling, { Put: { TableName: table, Item, ...asSeen(there) } }];
}
