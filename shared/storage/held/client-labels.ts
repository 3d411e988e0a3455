import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { getAll, mapKey, textOf } from '../aws/dynamodb.ts';
import type { ClientKey } from '../keys/keys.ts';
import { labelItem } from '../keys/label-keys.ts';
import { cameFor } from './parked-items.ts';

/** A label as it is kept: what was sealed, and the pseudonym that it was sealed for. */
export type HeldLabel = { sealed: string; client: string };

export type ClientLabels = ReturnType<typeof createClientLabels>;

/** Strongly consistent reads of clients' labels, sealed: storage never sees one. Writing is in label-writer.ts. */
export function createClientLabels(client: DynamoDBClient, table: string) {
  return {
    /** The labels of some clients who hold what is theirs, by pseudonym; who has none is left out. */
    async of(owners: readonly ClientKey[]): Promise<Map<string, HeldLabel>> {
      const items = await getAll(client, table, owners.map(labelItem));
      const held = owners.flatMap((owner) => {
        const item = items.get(mapKey(labelItem(owner)));
        const sealed = textOf(item, 'sealed');
        return sealed === undefined ? [] : [[owner.client, { sealed, client: cameFor(item!) }] as const];
      });
      return new Map(held);
    },
  };
}
