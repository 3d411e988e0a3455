import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Erasure } from '../../records/versions/version.ts';
import { itemsOfPartition, text, textOf } from '../aws/dynamodb.ts';
import { scanTable } from '../aws/scan-table.ts';
import { keyText } from '../keys/key-text.ts';
import { CLIENT_PK_PREFIX, type ClientKey, clientPk, ERASED_SK_PREFIX, parseClientPk } from '../keys/keys.ts';
import { isLeftBy } from './erasure-reach.ts';

/** An erasure as it is noted for good, or until nothing could come after it any more. */
export type NotedErasure = { owner: ClientKey; erasure: Erasure };

/**
 * The erasures that have come to a clinic, or to all. It reads the whole table: for an operator's command, never for a
 * request.
 */
export async function notedErasures(
  client: DynamoDBClient,
  table: string,
  clinicId?: string,
): Promise<NotedErasure[]> {
  const prefix = clinicId === undefined ? CLIENT_PK_PREFIX : CLIENT_PK_PREFIX + keyText`${clinicId}#`;
  const noted: NotedErasure[] = [];
  const narrowed = {
    TableName: table,
    FilterExpression: 'begins_with(pk, :prefix) AND begins_with(sk, :erased)',
    ExpressionAttributeValues: { ':prefix': text(prefix), ':erased': text(ERASED_SK_PREFIX) },
  };
  await scanTable(client, narrowed, (item) => {
    const placedAt = textOf(item, 'placedAt');
    const erasure: Erasure = {
      recordedAt: textOf(item, 'recordedAt')!,
      arrivedAt: textOf(item, 'arrivedAt')!,
      ...(placedAt !== undefined && { placedAt }),
    };
    noted.push({ owner: parseClientPk(textOf(item, 'pk')!), erasure });
  });
  return noted;
}

/** How many items are held that an erasure should have removed: it was cut off, and nobody has sent it again. */
export async function leftByErasure(
  client: DynamoDBClient,
  table: string,
  { owner, erasure }: NotedErasure,
): Promise<number> {
  const items = await itemsOfPartition(client, table, clientPk(owner));
  return items.filter((item) => isLeftBy(item, owner.client, erasure)).length;
}
