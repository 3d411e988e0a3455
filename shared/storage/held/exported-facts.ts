import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Fact } from '../../records/record.ts';
import type { Held } from '../../records/versions/held.ts';
import { type Item, itemsOfPartition, textOf } from '../aws/dynamodb.ts';
import { type ClientKey, clientPk, isParked, isVersion } from '../keys/keys.ts';
import { careIn } from './care-item.ts';
import { factIn } from './record-store.ts';

/**
 * Everything that was reported of a client and holds now, each with the instant by which its version is decided: sent
 * again, it is known. Care that follows from other records is none.
 */
export function createExportedFacts(client: DynamoDBClient, table: string) {
  return async (owner: ClientKey): Promise<Held<Fact>[]> => {
    const items = await itemsOfPartition(client, table, clientPk(owner));
    return items.map(exportedFact).filter((fact) => fact !== undefined);
  };
}

function exportedFact(item: Item): Held<Fact> | undefined {
  const sk = textOf(item, 'sk')!;
  if (isVersion(sk) || isParked(sk) || careIn(item)?.implied) return undefined;
  const fact = factIn(item);
  return fact && { ...fact, recordedAt: textOf(item, 'sentAt') ?? textOf(item, 'recordedAt')! };
}
