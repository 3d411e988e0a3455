import { DeleteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { itemsOfPartition, keyOf, text, textOf } from '../aws/dynamodb.ts';
import { BEGUN_VISIT_DAYS } from '../keys/kept-days.ts';
import { begunVisitItem, begunVisitsPk, type ClientKey } from '../keys/keys.ts';
import { samePerson } from './merged-clients.ts';
import { SCHEMA_VERSION } from './record-store.ts';

export type BegunVisits = ReturnType<typeof createBegunVisits>;

/**
 * Visits that have begun and are not over, as text: what was said when the client came. They are no records, as nothing
 * was done yet, and lie in no partition of records, so that the stream that derives views leaves them out. Each goes
 * when its visit is recorded, when the client is erased, or by itself after some days.
 */
export function createBegunVisits(
  client: DynamoDBClient,
  table: string,
  clock: () => Date = () => new Date(),
) {
  return {
    /** Keeps what is known of a visit, in place of what was. */
    async put(owner: ClientKey, sessionId: string, content: string): Promise<void> {
      const expiresAt = Math.floor(clock().getTime() / 1000) + BEGUN_VISIT_DAYS * 86_400;
      const Item = {
        ...keyOf(begunVisitItem(owner, sessionId)),
        entity: text('begun-visit'),
        schemaVersion: { N: SCHEMA_VERSION },
        content: text(content),
        expiresAt: { N: String(expiresAt) },
      };
      await client.send(new PutItemCommand({ TableName: table, Item }));
    },

    /**
     * Those of a client, in order of id, begun under whichever of the ids that are one person's: so they follow a merge
     * and its undoing. An item that has ended and is not gone yet is none.
     */
    async of(owner: ClientKey): Promise<string[]> {
      const ids = [owner, ...(await samePerson(client, table, owner))];
      const held = await Promise.all(ids.map((id) => itemsOfPartition(client, table, begunVisitsPk(id))));
      const items = held.flat();
      const now = clock().getTime() / 1000;
      return items
        .filter((item) => Number(item['expiresAt']?.N) > now)
        .map((item) => textOf(item, 'content')!);
    },

    async remove(owner: ClientKey, sessionId: string): Promise<void> {
      for (const id of [owner, ...(await samePerson(client, table, owner))]) {
        const Key = keyOf(begunVisitItem(id, sessionId));
        await client.send(new DeleteItemCommand({ TableName: table, Key }));
      }
    },
  };
}

/** How many there are of some clients, those included that have ended and are not gone yet. */
export async function countBegunVisits(
  client: DynamoDBClient,
  table: string,
  owners: readonly ClientKey[],
): Promise<number> {
  const held = await Promise.all(
    owners.map((owner) => itemsOfPartition(client, table, begunVisitsPk(owner))),
  );
  return held.flat().length;
}

/** Removes all of some clients, as an erasure does. */
export async function forgetBegunVisits(
  client: DynamoDBClient,
  table: string,
  owners: readonly ClientKey[],
): Promise<void> {
  for (const owner of owners) {
    for (const item of await itemsOfPartition(client, table, begunVisitsPk(owner))) {
      await client.send(
        new DeleteItemCommand({ TableName: table, Key: { pk: item['pk']!, sk: item['sk']! } }),
      );
    }
  }
}
