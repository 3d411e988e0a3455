import { DeleteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { KeptMapping } from '../../imports/kept-mapping.ts';
import { itemsOfPartition, keyOf, text, textOf } from '../aws/dynamodb.ts';
import { SCHEMA_VERSION } from '../held/record-store.ts';
import { keptMappingItem, keptMappingsPk } from '../keys/kept-mapping-keys.ts';

export type KeptMappings = ReturnType<typeof createKeptMappings>;

/**
 * The mappings that a clinic keeps under names, so that next month's file is read as this one. They are no records, and
 * lie in a partition of their own, so that the stream that derives views leaves them out.
 */
export function createKeptMappings(client: DynamoDBClient, table: string) {
  return {
    /** Those of a clinic, the one that was kept last first. */
    async of(clinicId: string): Promise<KeptMapping[]> {
      const items = await itemsOfPartition(client, table, keptMappingsPk(clinicId));
      const kept = items.map((item) => JSON.parse(textOf(item, 'content')!) as KeptMapping);
      return kept.toSorted((a, b) => (a.keptAt < b.keptAt ? 1 : -1));
    },

    /** Keeps one, in place of what was kept under its name. */
    async put(clinicId: string, kept: KeptMapping): Promise<void> {
      const Item = {
        ...keyOf(keptMappingItem(clinicId, kept.name)),
        entity: text('kept-mapping'),
        schemaVersion: { N: SCHEMA_VERSION },
        content: text(JSON.stringify(kept)),
      };
      await client.send(new PutItemCommand({ TableName: table, Item }));
    },

    async remove(clinicId: string, name: string): Promise<void> {
      const Key = keyOf(keptMappingItem(clinicId, name));
      await client.send(new DeleteItemCommand({ TableName: table, Key }));
    },
  };
}
