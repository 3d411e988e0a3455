import { createHash } from 'node:crypto';
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { getAll, keyOf, mapKey, text } from '../aws/dynamodb.ts';
import { endedSessionItem } from '../keys/member-keys.ts';

const SCHEMA_VERSION = '1';

export type EndedSessions = ReturnType<typeof createEndedSessions>;

/**
 * Sessions that were signed out before their token's end, in the Registry table. A session is a token, which stays
 * what it is: so it has to be remembered here until it would open nothing anyway. By its digest, which opens nothing.
 */
export function createEndedSessions(client: DynamoDBClient, table: string) {
  return {
    /** @param expiresAtSeconds of the token; the item goes then (TTL) */
    async end(token: string, expiresAtSeconds: number): Promise<void> {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: {
            ...keyOf(endedSessionItem(digestOf(token))),
            entity: text('ended-session'),
            schemaVersion: { N: SCHEMA_VERSION },
            expiresAt: { N: String(expiresAtSeconds) },
          },
        }),
      );
    },

    async hasEnded(token: string): Promise<boolean> {
      const key = endedSessionItem(digestOf(token));
      return (await getAll(client, table, [key])).has(mapKey(key));
    },
  };
}

const digestOf = (token: string) => createHash('sha256').update(token).digest('hex');
