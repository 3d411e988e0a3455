import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { itemsOfPartition, text, textOf } from '../aws/dynamodb.ts';
import { scanTable } from '../aws/scan-table.ts';
import { keyText } from '../keys/key-text.ts';
import { CLIENT_PK_PREFIX } from '../keys/keys.ts';
import { type StoredView, storedView } from './view-store.ts';

/** A stored view, and which one it is. */
export type NamedView = StoredView & { entity: string };

/**
 * The partitions of clinics in a table of records or of views, by clinic: those of one, or of all. It reads the whole
 * table: for an operator's command, never for a request.
 */
export async function partitionsByClinic(
  client: DynamoDBClient,
  table: string,
  clinicId?: string,
): Promise<Map<string, string[]>> {
  const prefix = clinicId === undefined ? CLIENT_PK_PREFIX : CLIENT_PK_PREFIX + keyText`${clinicId}#`;
  const found = new Set<string>();
  const narrowed = {
    TableName: table,
    ProjectionExpression: 'pk',
    FilterExpression: 'begins_with(pk, :prefix)',
    ExpressionAttributeValues: { ':prefix': text(prefix) },
  };
  await scanTable(client, narrowed, (item) => found.add(textOf(item, 'pk')!));
  return Map.groupBy([...found].sort(), (pk) => pk.split('#')[1]!);
}

/** All views of a partition, tombstones included. */
export async function viewsOfPartition(
  client: DynamoDBClient,
  table: string,
  pk: string,
): Promise<NamedView[]> {
  const items = await itemsOfPartition(client, table, pk);
  return items.map((item) => ({ ...storedView(item), entity: textOf(item, 'entity')! }));
}
