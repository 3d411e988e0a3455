import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { queryAll, text, textOf } from '../aws/dynamodb.ts';
import { factIn } from '../held/record-store.ts';
import { keyText, parseKey } from '../keys/key-text.ts';
import { type ClientKey, clientPk, type ItemKey, isParked, isVersion } from '../keys/keys.ts';
import type { ViewStore } from './view-store.ts';

/** The view "clients of a clinic": an item for each of whom a record is held, in one partition. */
export const heldClientsPk = (clinicId: string) => keyText`CLINIC#${clinicId}#CLIENTS`;
/** It begins as no item does of which statistics are made: their stream is selected by it. */
export const HELD_CLIENTS_SK_PREFIX = 'HELD#';
export const heldClientItem = ({ clinicId, client }: ClientKey): ItemKey => ({
  pk: heldClientsPk(clinicId),
  sk: HELD_CLIENTS_SK_PREFIX + keyText`${client}`,
});
export const clientOfHeldItem = (sk: string) => parseKey(sk, /^HELD#([^#]+)$/)[1]!;

/** Of whom anything is held in a clinic, by pseudonym. */
export async function* heldClientsOf(
  views: Pick<ViewStore, 'each'>,
  clinicId: string,
): AsyncGenerator<string> {
  for await (const { key } of views.each(heldClientsPk(clinicId), HELD_CLIENTS_SK_PREFIX)) {
    yield clientOfHeldItem(key.sk);
  }
}

/** As many items as are read at once: marks and one record, mostly. */
const AT_ONCE = 16;

/** Finds out, strongly consistent, whether any record of a client is held. */
export function createHeldClients(client: DynamoDBClient, table: string) {
  return async (owner: ClientKey): Promise<boolean> => {
    const items = queryAll(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': text(clientPk(owner)) },
      Limit: AT_ONCE,
    });
    for await (const item of items) {
      const sk = textOf(item, 'sk')!;
      if (!isVersion(sk) && !isParked(sk) && factIn(item)) return true;
    }
    return false;
  };
}
