import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { careDay, isInForce } from '../../access/in-care.ts';
import type { Arrival } from '../../records/arrival.ts';
import type { Refusal } from '../../records/refusal.ts';
import { getAll, keyOf, mapKey } from '../aws/dynamodb.ts';
import { careIn } from '../held/care-item.ts';
import { type ClientKey, careItemOf, clientPk } from '../keys/keys.ts';
import { NOT_IN_CARE } from '../writing/care-decisions.ts';
import { asSeen } from '../writing/record-actions.ts';
import { settleCare } from './settle-care.ts';

type Table = { client: DynamoDBClient; table: string };

/**
 * Whether somebody may move a record between two clients: a therapist, between those in her care, and where neither is
 * new, as only a record of her own begins care. It is asked before anything is compared with what is held.
 *
 * @returns the refusal, or what a transaction adds so that it still holds when it is written
 */
export async function mayMove(
  { client, table }: Table,
  owners: readonly ClientKey[],
  arrival: Arrival,
): Promise<{ refusal: Refusal } | { checks: Map<string, TransactWriteItem> }> {
  const checks = new Map<string, TransactWriteItem>();
  if (arrival.door !== 'therapist') return { checks };
  const pks = [...new Set(owners.map(clientPk))];
  const keys = pks.map((pk) => careItemOf(pk, arrival.author!));
  for (const { pk } of keys) await settleCare({ client, table }, pk, arrival.author!);
  const seen = await getAll(client, table, keys);
  for (const key of keys) {
    const item = seen.get(mapKey(key));
    const care = careIn(item);
    if (!care || !isInForce(care, careDay(arrival))) return { refusal: NOT_IN_CARE };
    checks.set(mapKey(key), { ConditionCheck: { TableName: table, Key: keyOf(key), ...asSeen(item) } });
  }
  return { checks };
}
